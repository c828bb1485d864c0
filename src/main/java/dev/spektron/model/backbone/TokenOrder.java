package dev.spektron.model.backbone;

import dev.spektron.autograd.Value;
import dev.spektron.model.config.Compat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// In which order a scan reads the tokens. A causal scan's token sees only what stands before it: with CLS in front, CLS leaves the
/// backbone without having seen the spectrum.
public enum TokenOrder {
    /// [CLS, DOMAIN, content], as in the reference.
    CLS_FIRST,
    /// [DOMAIN, content, CLS].
    CLS_LAST;

    /// The order of the scans.
    public static TokenOrder of(Compat compat) {
        return compat.reference() ? CLS_FIRST : CLS_LAST;
    }

    /// From [CLS, DOMAIN, content] to this order.
    public Value enter(Value tokens) {
        check(tokens);
        return this == CLS_FIRST ? tokens : rotated(tokens, -1);
    }

    /// From this order back.
    public Value leave(Value tokens) {
        return this == CLS_FIRST ? tokens : rotated(tokens, 1);
    }

    /// In this order with the content backwards; CLS and DOMAIN stay where they are.
    public Value reverse(Value tokens) {
        int s = tokens.shape().dim(1);
        List<Integer> index = indices(s);
        Collections.reverse(this == CLS_FIRST ? index.subList(2, s) : index.subList(1, s - 1));
        return tokens.take(1, index);
    }

    private static void check(Value tokens) {
        if (tokens.shape().rank() != 3 || tokens.shape().dim(1) < 2) {
            throw new IllegalArgumentException("backbone: expected tokens (batch, tokens, width) with CLS and DOMAIN in front, found "
                + tokens.shape());
        }
    }

    private static Value rotated(Value tokens, int by) {
        List<Integer> index = indices(tokens.shape().dim(1));
        Collections.rotate(index, by);
        return tokens.take(1, index);
    }

    private static List<Integer> indices(int n) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(i);
        }
        return out;
    }
}
