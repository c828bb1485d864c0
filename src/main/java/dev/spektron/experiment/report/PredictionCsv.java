package dev.spektron.experiment.report;

import dev.spektron.io.AtomicFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// Predictions for unknown samples as RFC 4180; warnings are joined by `; `.
public final class PredictionCsv {
    private PredictionCsv() {}

    /// Writes a file in UTF-8, atomically.
    public static void write(PredictionSheet sheet, Path file) throws IOException {
        AtomicFiles.writeText(file, out -> write(sheet, out));
    }

    /// Writes to `out` and flushes it.
    public static void write(PredictionSheet sheet, Writer out) throws IOException {
        Csv csv = new Csv(out);
        csv.header("sample,property,unit,value,lower,upper,level,t2,t2_limit,q,q_limit,flagged,warnings");
        for (PredictionSheet.Row r : sheet.rows()) {
            csv.field(r.sample()).field(r.property()).field(r.unit()).field(r.value()).field(r.lower()).field(r.upper())
                .field(sheet.level()).field(r.t2()).field(r.t2Limit()).field(r.q()).field(r.qLimit()).field(Boolean.toString(r.flagged()))
                .field(String.join("; ", r.warnings())).end();
        }
        out.flush();
    }
}
