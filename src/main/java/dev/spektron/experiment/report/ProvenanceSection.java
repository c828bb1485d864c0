package dev.spektron.experiment.report;

import dev.spektron.experiment.StudyResult.Provenance;
import java.util.Map;

/// What is needed to repeat the numbers.
final class ProvenanceSection {
    private ProvenanceSection() {}

    static void write(Html html, Provenance p) {
        html.open("section", "id", "provenance").leaf("h2", "Provenance");
        html.open("pre").leaf("code", p.command()).close();
        html.open("table", "class", "words").open("tbody");
        row(html, "Version", p.version() + (p.commit().isEmpty() ? "" : ", commit " + p.commit()));
        row(html, "Started", p.started());
        row(html, "Seed", Long.toString(p.seed()));
        row(html, "Java", p.java());
        row(html, "Machine", p.machine());
        html.close().close();
        table(html, "Settings", "Option", "Value", p.settings());
        table(html, "Files read", "File", "SHA-256", p.sha256());
        html.close();
    }

    private static void row(Html html, String name, String value) {
        html.open("tr").leaf("th", name, "scope", "row").leaf("td", value).close();
    }

    private static void table(Html html, String caption, String name, String value, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        html.open("div", "class", "scroll").open("table", "class", "words").leaf("caption", caption);
        html.open("thead").open("tr").leaf("th", name, "scope", "col").leaf("th", value, "scope", "col").close().close().open("tbody");
        values.forEach((k, v) -> html.open("tr").leaf("th", k, "scope", "row").open("td").leaf("code", v).close().close());
        html.close().close().close();
    }
}
