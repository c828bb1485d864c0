package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Kind;

/// Names of the classes in `page.css`.
final class Style {
    /// Number of series colours.
    static final int SERIES = 6;

    private Style() {}

    /// `k1` to `k6`: the palette of Okabe and Ito (2008), told apart with every common colour-vision deficiency; `k0` for more.
    static String series(int i) {
        return i < SERIES ? "k" + (i + 1) : "k0";
    }

    static String of(Kind kind) {
        return switch (kind) {
            case METHOD -> "km";
            case FLOOR -> "kf";
            case CEILING -> "kc";
        };
    }
}
