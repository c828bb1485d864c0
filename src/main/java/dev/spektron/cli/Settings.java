package dev.spektron.cli;

import dev.spektron.io.FormatException;
import dev.spektron.io.config.RecordYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Single settings of a configuration, given on the command line as `part.field=value`.
final class Settings {
    private Settings() {}

    /// The record with these settings changed.
    ///
    /// @throws IllegalArgumentException for a setting that is not there or does not take its value
    static <T extends Record> T apply(T config, List<String> settings) {
        T out = config;
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--set " + setting + ": expected part.field=value, such as optimiser.rate=1e-3");
            }
            out = apply(out, "--set " + setting, setting.substring(0, equals), setting.substring(equals + 1));
        }
        return out;
    }

    /// The record with one setting changed.
    ///
    /// @param option what messages call it
    static <T extends Record> T apply(T config, String option, String key, String value) {
        StringBuilder yaml = new StringBuilder();
        String[] path = key.split("\\.");
        for (int i = 0; i < path.length; i++) {
            yaml.append("  ".repeat(i)).append(path[i]).append(i == path.length - 1 ? ": " : ":\n");
        }
        yaml.append(value).append('\n');
        try {
            return RecordYaml.read(option, yaml.toString().getBytes(StandardCharsets.UTF_8), config);
        } catch (FormatException e) {
            // There are no lines on a command line.
            String message = e.getMessage().startsWith(option) ? option + e.getMessage().substring(option.length())
                .replaceFirst("^, line \\d+", "") : e.getMessage();
            throw new IllegalArgumentException(message, e);
        }
    }
}
