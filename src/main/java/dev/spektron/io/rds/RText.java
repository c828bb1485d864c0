package dev.spektron.io.rds;

import java.util.ArrayList;
import java.util.List;

/// Writes labels of plots, which may be texts or calls such as `lambda/nm`, as one line.
final class RText {
    private static final List<String> INFIX = List.of("/", "*", "+", "-", "^", "~", "==", ",");
    private static final int DEEPEST = 32;

    private RText() {}

    /// The label, empty for null.
    static String of(RValue v) {
        return v == null ? "" : of(v, 0);
    }

    private static String of(RValue v, int depth) {
        return switch (v) {
            case RValue.Symbol(String name) -> name;
            case RValue.Texts t -> t.length() == 0 || t.values()[0] == null ? "" : t.values()[0];
            case RValue.Doubles d -> d.length() == 0 ? "" : Altrep.text(d.values()[0]);
            case RValue.Ints i -> i.length() == 0 ? "" : Integer.toString(i.values()[0]);
            case RValue.Elements e when depth < DEEPEST -> call(e, depth);
            default -> "";
        };
    }

    private static String call(RValue.Elements e, int depth) {
        List<String> parts = new ArrayList<>();
        for (RValue v : e.values()) {
            parts.add(of(v, depth + 1));
        }
        if (!e.type().equals("language") || parts.isEmpty()) {
            return String.join(" ", parts);
        }
        String operator = parts.getFirst();
        List<String> arguments = parts.subList(1, parts.size());
        if (INFIX.contains(operator)) {
            return arguments.size() == 1 ? operator + arguments.getFirst() : String.join(operator, arguments);
        }
        return operator.equals("list") || operator.equals("paste") ? String.join(", ", arguments)
            : operator + "(" + String.join(", ", arguments) + ")";
    }
}
