package dev.spektron.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An amount of memory such as 512m, 2g or 1500000.
record ByteSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9]+)([kmg]?)");

    static ByteSize parse(String text) {
        Matcher m = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches() || m.group(1).length() > 12) {
            throw new IllegalArgumentException("expected a number of bytes with k, m or g behind it if need be, found " + text);
        }
        long n = Long.parseLong(m.group(1)) << 10 * " kmg".indexOf(m.group(2).isEmpty() ? " " : m.group(2));
        return new ByteSize(n);
    }

    /// For picocli.
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
