package dev.spektron.chem.auto;

import dev.spektron.chem.preprocess.Pipeline;
import dev.spektron.chem.preprocess.SavitzkyGolay;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The preprocessings among which the strategies choose, made for the number of channels.
///
/// @param pipelines preprocessings
/// @param axis axis that they are fitted on: the channel numbers where the channels are not evenly spaced, because derivatives are then
/// taken per channel
/// @param note what the reader should know; may be empty
record Recipes(List<Pipeline> pipelines, Axis axis, String note) {
    /// Below this a derivative has nothing to work on.
    private static final int FEWEST_CHANNELS = 12;

    /// Groups in a description.
    private static final int LEADING = 4;

    static Recipes forAxis(Axis axis) {
        int p = axis.size();
        if (p < FEWEST_CHANNELS) {
            return new Recipes(List.of(Pipeline.raw()), axis, "no derivatives with " + p + " channels");
        }
        String first = savitzkyGolay(15, 2, 1, p);
        String wide = savitzkyGolay(31, 2, 1, p);
        String wider = savitzkyGolay(61, 2, 1, p);
        String second = savitzkyGolay(25, 2, 2, p);
        List<Pipeline> pipelines = List.of("raw", first, wider, "snv|" + first, first + "|snv", second,
            "blocks(" + first + ";" + wide + ";" + second + ")",
            "blocks(snv|" + first + ";" + first + ";" + second + ";snv|detrend(2))").stream().map(Pipeline::parse).toList();
        boolean even = pipelines.stream().flatMap(q -> q.steps().stream())
            .allMatch(s -> !(s instanceof SavitzkyGolay sg) || sg.suits(axis)) && blocksSuit(axis, wide);
        return even ? new Recipes(pipelines, axis, "")
            : new Recipes(pipelines, Axis.linear(AxisUnit.INDEX, 0, 1, p), "derivatives per channel, the axis is not evenly spaced");
    }

    private static boolean blocksSuit(Axis axis, String wide) {
        return Pipeline.parse(wide).steps().getFirst() instanceof SavitzkyGolay sg && sg.suits(axis);
    }

    /// A window of at most a quarter of the spectrum.
    private static String savitzkyGolay(int window, int order, int derivative, int channels) {
        int quarter = channels / 4;
        int most = quarter % 2 == 1 ? quarter : quarter - 1;
        return "sg(" + Math.max(Math.min(window, most), order + 1 + order % 2) + "," + order + "," + derivative + ")";
    }

    /// One candidate in words.
    String describe(int candidate) {
        int cell = candidate / Grid.DEPTH;
        return pipelines.get(cell / Grid.CELLS).notation() + ", " + Grid.describe(cell % Grid.CELLS, candidate % Grid.DEPTH) + noted();
    }

    /// The groups of one preprocessing and one alignment with the largest weights.
    String describeGroups(double[] weights) {
        int kinds = Alignment.values().length;
        double[] share = new double[pipelines.size() * kinds];
        for (int c = 0; c < weights.length; c++) {
            int cell = c / Grid.DEPTH;
            share[cell / Grid.CELLS * kinds + Grid.mode(cell % Grid.CELLS).alignment().ordinal()] += weights[c];
        }
        String groups = IntStream.range(0, share.length).boxed().sorted((a, b) -> Double.compare(share[b], share[a])).limit(LEADING)
            .map(g -> Math.round(100 * share[g]) + " % " + pipelines.get(g / kinds).notation() + " with "
                + Alignment.values()[g % kinds].label()).collect(Collectors.joining(", "));
        return weights.length + " combinations; most weight: " + groups + noted();
    }

    private String noted() {
        return note.isEmpty() ? "" : " (" + note + ")";
    }
}
