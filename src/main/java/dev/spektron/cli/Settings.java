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
            StringBuilder yaml = new StringBuilder();
            String[] path = setting.substring(0, equals).split("\\.");
            for (int i = 0; i < path.length; i++) {
                yaml.append("  ".repeat(i)).append(path[i]).append(i == path.length - 1 ? ": " : ":\n");
            }
            yaml.append(setting, equals + 1, setting.length()).append('\n');
            try {
                out = RecordYaml.read("--set " + setting, yaml.toString().getBytes(StandardCharsets.UTF_8), out);
            } catch (FormatException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return out;
    }
}
