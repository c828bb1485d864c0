package dev.spektron.experiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rules of `page.css` that style drawings, with the colours of the light page written out: for drawings outside a page, where many
/// programs know no variables and no media.
final class Sheet {
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern CLASSES = Pattern.compile("(\\.[\\w-]+)+");
    private static final Pattern VARIABLE = Pattern.compile("var\\((--[\\w-]+)\\)");
    private static final Set<String> KNOWN = Set.of("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
        "stroke-dasharray", "opacity", "font-size", "font-weight");

    /// Properties of the elements that have all these classes.
    private record Rule(List<String> classes, Map<String, String> properties) {}

    private final List<Rule> rules = new ArrayList<>();

    private Sheet(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher m = RULE.matcher(css);
        while (m.find()) {
            String selectors = m.group(1).strip();
            // The first block of variables is that of the light page.
            if (selectors.equals(":root") && colours.isEmpty()) {
                colours.putAll(properties(m.group(2)));
            }
            for (String s : selectors.split(",")) {
                if (CLASSES.matcher(s.strip()).matches()) {
                    Map<String, String> p = properties(VARIABLE.matcher(m.group(2)).replaceAll(v -> colours.getOrDefault(v.group(1), "")));
                    p.keySet().retainAll(KNOWN);
                    if (!p.isEmpty()) {
                        rules.add(new Rule(List.of(s.strip().substring(1).split("\\.")), p));
                    }
                }
            }
        }
        rules.sort(Comparator.comparingInt(r -> r.classes.size()));
    }

    static Sheet ofPage() {
        String css = Page.css();
        return new Sheet(css.substring(0, css.indexOf("@media print")));
    }

    private static Map<String, String> properties(String block) {
        Map<String, String> out = new HashMap<>();
        for (String p : block.split(";")) {
            int colon = p.indexOf(':');
            if (colon > 0) {
                out.put(p.substring(0, colon).strip(), p.substring(colon + 1).strip());
            }
        }
        return out;
    }

    /// What holds for an element with these classes: of two rules the one with more classes counts, of equal ones the later.
    Map<String, String> style(String classes) {
        List<String> own = List.of(classes.split(" "));
        Map<String, String> out = new HashMap<>();
        rules.stream().filter(r -> own.containsAll(r.classes)).forEach(r -> out.putAll(r.properties));
        return out;
    }

    /// A drawing as a file of its own.
    String file(String svg) {
        Set<String> used = Pattern.compile("class=\"([^\"]*)\"").matcher(svg).results().map((MatchResult r) -> r.group(1))
            .flatMap(c -> List.of(c.split(" ")).stream()).collect(Collectors.toSet());
        StringBuilder css = new StringBuilder("svg { font-family: system-ui, \"DejaVu Sans\", Arial, sans-serif; }\n");
        rules.stream().filter(r -> used.containsAll(r.classes)).forEach(r -> {
            css.append('.').append(String.join(".", r.classes)).append(" {");
            r.properties.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(p -> css.append(' ').append(p.getKey()).append(": ").append(p.getValue()).append(';'));
            css.append(" }\n");
        });
        int end = svg.indexOf('>');
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
            + svg.substring("<svg".length(), end + 1) + "<style>\n" + css + "</style>" + svg.substring(end + 1);
    }
}
