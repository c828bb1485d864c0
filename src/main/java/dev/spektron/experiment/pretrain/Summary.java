package dev.spektron.experiment.pretrain;

import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.experiment.report.MetricsFile;
import dev.spektron.experiment.report.PretrainSummary;
import dev.spektron.train.Pretraining;
import dev.spektron.train.Validation;
import dev.spektron.train.Validation.Errors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the report of a run is drawn from.
///
/// @param request what was asked for
/// @param text    the configuration
/// @param events  what happened
record Summary(PretrainRun.Request request, String text, List<String> events) {
    PretrainSummary of(Pretraining training) throws IOException {
        MetricsFile measured = MetricsFile.read(request.folder().metrics());
        Validation v = training.examples();
        List<PretrainSummary.Validation> errors = new ArrayList<>();
        errors.add(row("all", v.all()));
        v.byDataset().forEach((name, e) -> errors.add(row(name, e)));
        List<String> all = new ArrayList<>(events);
        all.addAll(measured.notes());
        return new PretrainSummary(request.folder().path().toAbsolutePath().getFileName().toString(), request.provenance(), text,
            training.programs().counts(), measured.series(), errors, v.examples().stream().map(this::example).toList(), all, List.of());
    }

    private static PretrainSummary.Validation row(String name, Errors e) {
        return new PretrainSummary.Validation(name, e.spectra(), e.model(), e.zero(), e.mean(), e.interpolation());
    }

    private PretrainSummary.Reconstruction example(Validation.Example e) {
        SourceSpectrum s = request.source().get(e.source());
        double[] axis = new double[s.channels()];
        for (int j = 0; j < axis.length; j++) {
            axis[j] = s.axis(j);
        }
        return new PretrainSummary.Reconstruction(s.id(), s.dataset(), s.unit().symbol(), axis, e.original(), e.reconstruction(),
            e.masked(), e.interpolation());
    }
}
