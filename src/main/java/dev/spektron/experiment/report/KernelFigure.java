package dev.spektron.experiment.report;

import dev.spektron.experiment.bench.KernelTable;
import java.util.List;
import java.util.stream.IntStream;

/// How many times as fast as the plain loops each kernel is on each device: bars on a logarithmic axis, family by family.
public final class KernelFigure {
    private static final double WIDTH = 1400;
    private static final double LEFT = 370;
    private static final double RIGHT = 1340;
    private static final double TOP = 118;
    private static final double BAR = 12;
    private static final double GAP = 8;
    private static final double HEADING = 30;
    private static final int NAME = 52;
    private static final int DESCRIPTION = 150;

    private KernelFigure() {}

    /// @param tables of the same kernels in the same order; that of the plain loops is left out
    public static Drawing of(List<KernelTable> tables) {
        List<KernelTable> shown = tables.stream().filter(t -> !t.name().equals("scalar")).toList();
        int kernels = tables.getFirst().rows().size();
        long families = IntStream.range(0, kernels).filter(i -> isFirst(tables.getFirst(), i)).count();
        double bottom = TOP + families * HEADING + kernels * (BAR * Math.max(1, shown.size()) + GAP);
        Svg svg = new Svg("kernels", "Speed of kernels", "How many times as fast as the plain loops: " + kernels + " kernels on "
            + shown.stream().map(KernelTable::name).toList(), WIDTH, bottom + 52);
        svg.rectangle("ground", 0, 0, WIDTH, bottom + 52);
        svg.text("tt", 24, 28, "start", "Kernels: times as fast as the plain loops (scalar) on the processor");
        svg.text("tk", 24, 48, "start", Plot.shortened(String.join("   ", shown.stream().map(KernelTable::device).toList()), DESCRIPTION));
        Plot.legend(svg, RIGHT, 28, IntStream.range(0, shown.size()).mapToObj(Style::series).toList(),
            shown.stream().map(KernelTable::name).toList());
        Scale x = scale(shown);
        double[] ticks = x.ticks(12);
        for (double v : ticks) {
            svg.line("gr", x.at(v), TOP - 8, x.at(v), bottom);
        }
        for (double at : new double[] {TOP - 50, bottom}) {
            new Plot(svg, x, Scale.linear(new Range(), at, at)).horizontal("times as fast as scalar", ticks);
        }
        svg.line("diag", x.at(1), TOP - 8, x.at(1), bottom);
        rows(svg, x, tables.getFirst(), shown);
        return new Drawing(svg.finish());
    }

    private static boolean isFirst(KernelTable t, int i) {
        return i == 0 || !t.rows().get(i).kernel().family().equals(t.rows().get(i - 1).kernel().family());
    }

    private static Scale scale(List<KernelTable> shown) {
        Range range = new Range().add(1);
        shown.forEach(t -> t.rows().forEach(r -> range.add(r.over(r.scalar()))));
        return new Scale(range.lo() / 1.1, Math.max(2, range.hi() * 1.1), LEFT, RIGHT, true);
    }

    private static void rows(Svg svg, Scale x, KernelTable kernels, List<KernelTable> shown) {
        double y = TOP;
        for (int i = 0; i < kernels.rows().size(); i++) {
            if (isFirst(kernels, i)) {
                svg.text("tt", 24, y + 20, "start", kernels.rows().get(i).kernel().family());
                y += HEADING;
            }
            svg.text("tx", LEFT - 10, y + BAR * Math.max(1, shown.size()) / 2 + 4, "end",
                Plot.shortened(kernels.rows().get(i).kernel().name(), NAME));
            for (int k = 0; k < shown.size(); k++) {
                bar(svg, x, shown.get(k).rows().get(i), "fill " + Style.series(k), y + BAR * k);
            }
            y += BAR * Math.max(1, shown.size()) + GAP;
        }
    }

    private static void bar(Svg svg, Scale x, KernelTable.Row row, String cls, double y) {
        double v = row.over(row.scalar());
        if (Double.isNaN(v)) {
            svg.text("tk", x.at(1) + 6, y + BAR - 2, "start", row.timing() == null ? "failed" : "not compared");
            return;
        }
        double from = Math.min(x.at(1), x.at(v));
        double to = Math.max(x.at(1), x.at(v));
        svg.rectangle(cls, from, y + 1, to - from, BAR - 2);
        svg.text("tk", to + 5, y + BAR - 2, "start", Numbers.significant(v, v < 100 ? 2 : 3));
    }
}
