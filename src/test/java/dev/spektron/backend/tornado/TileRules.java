package dev.spektron.backend.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What launchers of kernels in groups must keep to, beside the rules of [LauncherRulesTest]: no parallel loop; the only objects are arrays
/// of constant size, which are private or shared; numbers of items and groups are read once; every item meets every barrier; shared arrays
/// are no arguments, because TornadoVM 5.2 takes the index of such a parameter for an offset in bytes behind a header.
final class TileRules {
    private static final Pattern FORBIDDEN = Pattern.compile(
        ">>>|\\bnew\\b(?! (?:float|int)\\[\\w+\\.[A-Z]+\\])|\\bthrow\\b|\\btry\\b|\\bbreak\\b|\\bif\\b|\\bwhile\\b|->|::|\\bdouble\\b"
        + "|\\bString\\b|\\bMath\\.(?!(min|max)\\()|@Parallel|\\bstatic final\\b|\\breturn\\b");
    private static final Pattern METHOD = Pattern.compile("^    static void (\\w+)\\(([^)]*)\\) \\{(.*?)^    \\}$",
        Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SHARED = Pattern.compile("(\\w+) = ctx\\.allocate");
    private static final int MOST_PARAMETERS = 20;

    private TileRules() {}

    static List<String> violations(String source) {
        List<String> out = new ArrayList<>();
        for (String line : source.split("\n")) {
            Matcher m = FORBIDDEN.matcher(line.replaceFirst("//.*", ""));
            if (m.find()) {
                out.add(m.group() + " in " + line.strip());
            }
        }
        Matcher m = METHOD.matcher(source);
        while (m.find()) {
            method(m.group(1), m.group(2), m.group(3), out);
        }
        return out;
    }

    private static void method(String name, String parameters, String body, List<String> out) {
        if (!name.matches("k[A-Z]\\w*")) {
            out.add(name + ": the name of a kernel begins with k");
        }
        if (!parameters.startsWith("KernelContext ctx, float[] m,")) {
            out.add(name + ": expected KernelContext ctx and float[] m first");
        }
        if (parameters.split(",").length > MOST_PARAMETERS) {
            out.add(name + ": more than " + MOST_PARAMETERS + " parameters");
        }
        Matcher shared = SHARED.matcher(body);
        while (shared.find()) {
            if (Pattern.compile("[(,]\\s*" + shared.group(1) + "\\s*[,)]").matcher(body).find()) {
                out.add(name + ": the shared array " + shared.group(1) + " is an argument");
            }
        }
        for (String number : List.of("localIdx", "groupIdx")) {
            if (body.split("ctx\\." + number, -1).length > 2) {
                out.add(name + ": ctx." + number + " is read more than once");
            }
        }
    }
}
