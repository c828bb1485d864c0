package dev.spektron.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `spektron`.
@Command(name = "spektron", mixinStandardHelpOptions = true, version = "spektron 0.1.0",
    description = "Calibration transfer and foundation model for vibrational spectroscopy (NIR, IR, Raman).")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
