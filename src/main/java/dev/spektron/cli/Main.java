package dev.spektron.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command `spektron`. Results go to stdout, progress and messages to stderr; exit codes: 0 ok, 1 failed, 2 wrong usage.
@Command(name = "spektron", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, synopsisSubcommandLabel = "COMMAND",
    description = "Calibration transfer between vibrational spectrometers (NIR, IR, Raman).",
    subcommands = {TransferCommand.class, CalibrateCommand.class, PredictCommand.class, DataCommand.class, CorpusCommand.class,
        PretrainCommand.class, DoctorCommand.class, SmokeCommand.class, BenchCommand.class, WarmUpCommand.class},
    footer = """

        Start with: spektron transfer
        Each command has its own --help with examples.
        """)
public final class Main {
    /// Wide enough that no example is broken into two lines.
    private static final int HELP_WIDTH = 120;

    private Main() {}

    public static void main(String[] args) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        CommandLine command = commandLine().setOut(new PrintWriter(new OutputStreamWriter(results, StandardCharsets.UTF_8)));
        int code = execute(command, args);
        command.getOut().flush();
        System.exit(results.exitCode(code, System.err));
    }

    private static int execute(CommandLine command, String[] args) {
        try {
            return command.execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println("error: out of memory (the limit is " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB); give more, for example SPEKTRON_JAVA_OPTS=-Xmx8g, or take fewer --threads");
            return 1;
        }
    }

    /// The whole command; tests call this too.
    public static CommandLine commandLine() {
        ShortErrors errors = new ShortErrors();
        return new CommandLine(new Main()).setExecutionExceptionHandler(errors).setParameterExceptionHandler(errors)
            .setUsageHelpWidth(HELP_WIDTH).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /// Version from the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"spektron " + Provenances.version() + " (Java " + Runtime.version() + ")"};
        }
    }
}
