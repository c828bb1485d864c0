package dev.spektron.experiment.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The shell of a page that is one file: it loads nothing, runs no script and says so in its content security policy.
final class Page {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        + "form-action 'none'";

    private final Html html = new Html();
    private int figures;

    Page(String title) {
        html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.empty("meta", "name", "referrer", "content", "no-referrer");
        html.leaf("title", title);
        html.open("style").raw(css()).close();
        html.close().open("body").open("div", "class", "page");
    }

    Html html() {
        return html;
    }

    /// An id for the next drawing, unique in the page.
    String figureId() {
        return "f" + ++figures;
    }

    /// A drawing with its heading and caption.
    ///
    /// @param cls `wide`, `half` or null
    void figure(String cls, String heading, String caption, String svg) {
        html.open("figure", "class", cls);
        if (heading != null) {
            html.leaf("h5", heading);
        }
        html.open("div", "class", "scroll").raw(svg).close();
        if (caption != null) {
            html.leaf("figcaption", caption);
        }
        html.close();
    }

    String finish() {
        return html.close().close().close().toString() + "\n";
    }

    static String css() {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("report: page.css is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
