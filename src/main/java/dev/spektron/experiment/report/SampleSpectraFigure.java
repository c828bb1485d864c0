package dev.spektron.experiment.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The spectra of the predicted samples; flagged ones are drawn last, thick, and named.
final class SampleSpectraFigure {
    private static final int MOST = 200;
    private static final int MOST_NAMED = 12;
    private static final double LEFT = 70;
    private static final double RIGHT = 850;
    private static final double BOTTOM = 300;

    private final PredictionSheet sheet;
    private final int[] plain;
    private final int[] flagged;

    SampleSpectraFigure(PredictionSheet sheet) {
        this.sheet = sheet;
        List<Integer> good = new ArrayList<>();
        List<Integer> bad = new ArrayList<>();
        for (int i = 0; i < sheet.samples().size(); i++) {
            (sheet.flagged(sheet.samples().get(i)) ? bad : good).add(i);
        }
        this.flagged = some(bad);
        this.plain = some(good);
    }

    private static int[] some(List<Integer> positions) {
        return Arrays.stream(Decimate.spread(positions.size(), MOST)).map(positions::get).toArray();
    }

    boolean isEmpty() {
        return sheet.axis().length == 0 || plain.length + flagged.length == 0;
    }

    String caption() {
        int drawn = plain.length + flagged.length;
        return "Flagged samples in orange" + (flagged.length == 0 ? " (none)." : ".")
            + (drawn < sheet.samples().size() ? " " + drawn + " of " + sheet.samples().size() + " spectra drawn." : "");
    }

    String svg(String id) {
        SpectralAxis axis = new SpectralAxis(sheet.axisUnit(), sheet.axis());
        Svg svg = new Svg(id, "Spectra of the samples", plain.length + " spectra, " + flagged.length + " flagged ones", RIGHT + 190,
            BOTTOM + 46);
        Scale x = axis.scale(LEFT, RIGHT);
        Scale y = Scale.linear(Range.of(sheet.spectra()).padded(0.05), BOTTOM, 10);
        Plot plot = new Plot(svg, x, y).frame(axis.label(), null, x.ticks(9));
        for (int i : plain) {
            plot.curve(plain.length > 30 ? "thin faded k1" : "thin k1", sheet.axis(), sheet.spectra()[i]);
        }
        List<Label> labels = new ArrayList<>();
        int right = x.at(sheet.axis()[0]) > x.at(sheet.axis()[sheet.axis().length - 1]) ? 0 : sheet.axis().length - 1;
        for (int i : flagged) {
            double[] row = sheet.spectra()[i];
            plot.curve("k2", sheet.axis(), row);
            if (labels.size() < MOST_NAMED && Double.isFinite(row[right])) {
                labels.add(new Label(sheet.samples().get(i), "k2", RIGHT - 5, y.at(row[right])));
            }
        }
        Label.draw(svg, labels, RIGHT + 16, 16, BOTTOM);
        return svg.finish();
    }
}
