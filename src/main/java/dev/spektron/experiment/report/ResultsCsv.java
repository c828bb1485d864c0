package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult;
import dev.spektron.experiment.StudyResult.Cell;
import dev.spektron.experiment.StudyResult.Prediction;
import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/// `results.csv` (one line a cell) and `predictions.csv` (one line a prediction) with the names of `results.json`; RFC 4180, UTF-8.
public final class ResultsCsv {
    private static final String CELL = "dataset,source,target,property,unit,standards,method,title,kind,preprocessing,preferred,repeats,"
        + "rmsep_mean,rmsep_sd,r2_mean,r2_sd,bias,sep,slope,rpd,rer,sdd,coverage90,half_width90,p,seconds";
    private static final String PREDICTION = "source,target,property,standards,method,preprocessing,repeat,sample,reference,predicted,"
        + "lower90,upper90";

    private ResultsCsv() {}

    /// Writes the cells, atomically.
    public static void write(StudyResult result, Path file) throws IOException {
        AtomicFiles.writeText(file, out -> {
            Csv csv = new Csv(out);
            csv.header(CELL);
            for (Cell c : result.cells()) {
                cell(csv, c);
            }
        });
    }

    /// Writes the predictions, atomically.
    public static void writePredictions(StudyResult result, Path file) throws IOException {
        AtomicFiles.writeText(file, out -> {
            Csv csv = new Csv(out);
            csv.header(PREDICTION);
            for (Prediction p : result.predictions()) {
                csv.field(p.source()).field(p.target()).field(p.property()).field(p.standards()).field(p.method()).field(p.preprocessing())
                    .field(p.repeat()).field(p.sample()).field(p.reference()).field(p.predicted()).field(p.lower90())
                    .field(p.upper90()).end();
            }
        });
    }

    private static void cell(Csv csv, Cell c) throws IOException {
        csv.field(c.dataset()).field(c.source()).field(c.target()).field(c.property()).field(c.unit()).field(c.standards())
            .field(c.method()).field(c.title()).field(ResultsJson.kind(c.kind())).field(c.preprocessing())
            .field(Boolean.toString(c.preferred())).field(c.repeats());
        csv.field(c.rmsep().mean()).field(c.rmsep().sd()).field(c.r2().mean()).field(c.r2().sd()).field(c.bias()).field(c.sep())
            .field(c.slope()).field(c.rpd()).field(c.rer()).field(c.sdd()).field(c.coverage90()).field(c.halfWidth90()).field(c.p())
            .field(c.seconds()).end();
    }
}
