package dev.spektron.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `spektron corpus`: corpora for pretraining.
@Command(name = "corpus", mixinStandardHelpOptions = true, description = "Builds, shows, checks and joins corpora for pretraining.",
    subcommands = {CorpusBuildCommand.class, CorpusInfoCommand.class, CorpusVerifyCommand.class, CorpusMergeCommand.class})
final class CorpusCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: "
            + String.join(", ", spec.subcommands().keySet()) + "; for example: spektron corpus build sim:pretrain:1000 --out corpus");
    }
}
