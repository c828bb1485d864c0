package dev.spektron.chem.preprocess;

import dev.spektron.spectra.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Reads the one-line notation.
final class StepParser {
    private static final Map<String, Kind> KINDS = kinds();

    private StepParser() {}

    /// A kind of step: how it is written, how many arguments it takes, how it is made.
    ///
    /// @param separator what stands between arguments
    private record Kind(String usage, int least, int most, char separator, Function<Arguments, Step> make) {
        Kind(String usage, int least, int most, Function<Arguments, Step> make) {
            this(usage, least, most, ',', make);
        }
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("snv", new Kind("snv", 0, 0, a -> new Snv()));
        kinds.put("msc", new Kind("msc or msc(median)", 0, 1, a -> new Msc(a.word(0, Msc.Centre.class, Msc.Centre.MEAN))));
        kinds.put("emsc", new Kind("emsc(order), order 0 to 6, default 2", 0, 1, a -> new Emsc(a.integer(0, 2))));
        kinds.put("sg", new Kind("sg(window,order,derivative) or sg(window,order,derivative,interp|nearest|mirror|crop)", 3, 4,
            a -> new SavitzkyGolay(a.integer(0, 0), a.integer(1, 0), a.integer(2, 0),
                a.word(3, SavitzkyGolay.Edge.class, SavitzkyGolay.Edge.INTERP))));
        kinds.put("detrend", new Kind("detrend(order), order 0 to 9, default 1", 0, 1, a -> new Detrend(a.integer(0, 1))));
        kinds.put("center", new Kind("center", 0, 0, a -> new Center()));
        kinds.put("autoscale", new Kind("autoscale", 0, 0, a -> new Autoscale()));
        kinds.put("crop", new Kind("crop(lo,hi) in axis units", 2, 2, a -> new Crop(a.number(0), a.number(1))));
        kinds.put("resample", new Kind("resample(first,last,n) or resample(first,last,n,extrapolate)", 3, 4,
            a -> new Resample(a.number(0), a.number(1), a.integer(2, 0),
                a.word(3, Resample.Beyond.class, Resample.Beyond.REFUSE))));
        kinds.put("absorbance", new Kind("absorbance", 0, 0, a -> new Absorbance()));
        kinds.put("norm", new Kind("norm", 0, 0, a -> new Norm()));
        kinds.put("minmax", new Kind("minmax", 0, 0, a -> new MinMax()));
        kinds.put("blocks", new Kind("blocks(a;b;...), each a pipeline", 1, 20, ';',
            a -> new Blocks(a.texts().stream().map(Pipeline::parse).toList())));
        return java.util.Collections.unmodifiableMap(kinds);
    }

    static List<Step> parse(String text) {
        if (text.strip().equalsIgnoreCase("raw")) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (String part : split(text, '|')) {
            try {
                steps.add(step(part.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("step " + (steps.size() + 1) + " of '" + text + "': " + e.getMessage(), e);
            }
        }
        return steps;
    }

    private static Step step(String part) {
        int open = part.indexOf('(');
        String name = (open < 0 ? part : part.substring(0, open)).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("expected the name of a step, found nothing; 'raw' means no preprocessing");
        }
        if (name.equals("raw")) {
            throw new IllegalArgumentException("'raw' means no preprocessing and stands alone; leave it out");
        }
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw new IllegalArgumentException(Nearest.unknown("step", name, "the preprocessing", KINDS.keySet()));
        }
        Arguments arguments = new Arguments(name, kind.usage, arguments(part, open, kind));
        arguments.expect(kind.least, kind.most);
        return kind.make.apply(arguments);
    }

    private static List<String> arguments(String part, int open, Kind kind) {
        if (open < 0) {
            return List.of();
        }
        if (!closesAtEnd(part, open)) {
            throw new IllegalArgumentException("the parentheses of '" + part + "' do not match; it is written " + kind.usage);
        }
        String inside = part.substring(open + 1, part.length() - 1).strip();
        return inside.isEmpty() ? List.of() : split(inside, kind.separator).stream().map(String::strip).toList();
    }

    /// Whether the parenthesis at `open` is closed by the last character and not before.
    private static boolean closesAtEnd(String part, int open) {
        int depth = 0;
        for (int i = open; i < part.length(); i++) {
            depth += part.charAt(i) == '(' ? 1 : part.charAt(i) == ')' ? -1 : 0;
            if (depth <= 0) {
                return depth == 0 && i == part.length() - 1;
            }
        }
        return false;
    }

    /// Splits at the separators that stand outside parentheses.
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth = c == '(' ? depth + 1 : c == ')' ? Math.max(0, depth - 1) : depth;
            if (c == separator && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
