package dev.spektron.experiment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.experiment.StudyResult;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    /// Everything that an HTML or SVG page can load from elsewhere.
    private static final Set<String> LOADING = Set.of("script", "link", "img", "image", "iframe", "object", "embed", "video", "audio",
        "source", "use", "base", "form", "foreignObject");

    @TempDir
    Path folder;

    @Test
    void smallReportIsOneWellFormedFileThatLoadsNothing() throws Exception {
        Path file = folder.resolve("report.html");
        HtmlReport.write(Synthetic.small(), file);
        Document page = checked(Files.readString(file));
        assertEquals("Calibration transfer: corn", first(page, "title"));
        assertTrue(text(page).contains("Best without hindsight: ensemble"), "headline names the blind choice");
        assertTrue(text(page).contains("Two samples of mp6 lie outside"), "warnings are shown");
        assertTrue(text(page).contains("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), "digests are shown");
        assertEquals("open", page.getElementsByTagName("details").item(0).getAttributes().getNamedItem("open").getNodeValue());
    }

    @Test
    void largeReportStaysSmallAndFolded() throws Exception {
        StudyResult study = Synthetic.large();
        String html = HtmlReport.render(study);
        Document page = checked(html);
        assertTrue(html.length() < 6_000_000, "size " + html.length());
        NodeList blocks = page.getElementsByTagName("details");
        for (int i = 0; i < blocks.getLength(); i++) {
            assertFalse(((Element) blocks.item(i)).hasAttribute("open"), "details " + i);
        }
        assertEquals(24, matching(page, "td", "class", "q[0-5]"), "one field a pair and property");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Document page = checked(HtmlReport.render(Synthetic.hostile()));
        String shown = Synthetic.HOSTILE.replace('\u0001', '\uFFFD').replace('\uD800', '\uFFFD');
        assertTrue(text(page).contains(shown), "shown as it is");
        // The only b elements are those of the page itself: none came from the name.
        assertEquals(0, matching(page, "b", "onload", ".*"));
    }

    @Test
    void chartsSayWhatTheyShow() throws Exception {
        Document page = checked(HtmlReport.render(Synthetic.small()));
        NodeList drawings = page.getElementsByTagName("svg");
        int images = 0;
        for (int i = 0; i < drawings.getLength(); i++) {
            Element svg = (Element) drawings.item(i);
            if (svg.getAttribute("role").equals("img")) {
                images++;
                assertEquals(1, svg.getElementsByTagName("title").getLength());
                assertFalse(svg.getElementsByTagName("desc").item(0).getTextContent().isBlank());
            } else {
                assertEquals("true", svg.getAttribute("aria-hidden"));
            }
        }
        // Spectra, scatter, repeats, differences, curve, two calibrations.
        assertEquals(7, images);
    }

    @Test
    void scatterDrawsAtMost1500Points() throws Exception {
        StudyResult study = Synthetic.study(List.of("a>b"), List.of("x"), 20, 200, 5, List.of());
        Block block = Block.of(study).getFirst();
        ScatterFigure figure = new ScatterFigure(new Repeats(study).of(block.chosen().orElseThrow()), "%");
        assertEquals(1500, Pattern.compile("h0").matcher(figure.svg("f", "x", "ensemble")).results().count());
        assertTrue(figure.caption().contains("1500 of 4000 points"), figure.caption());
    }

    @Test
    void reportsWithoutPredictionsCurvesAndSpectra() throws Exception {
        StudyResult s = Synthetic.small();
        Document page = checked(HtmlReport.render(new StudyResult(s.provenance(), s.cells(), List.of(), List.of(), List.of(), List.of(),
            List.of())));
        assertTrue(text(page).contains("predictions were not kept"));
        Document nothing = checked(HtmlReport.render(new StudyResult(s.provenance(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of())));
        assertTrue(text(nothing).contains("no results"));
    }

    @Test
    void withoutAutomaticChoiceTheHeadlineOwnsUpToHindsight() throws Exception {
        StudyResult s = Synthetic.small();
        List<StudyResult.Cell> fixed = s.cells().stream()
            .filter(c -> !c.method().equals("ensemble") && !c.method().equals("auto")).toList();
        String text = text(checked(HtmlReport.render(new StudyResult(s.provenance(), fixed, s.predictions(), s.curve(), s.spectra(),
            s.coefficients(), s.warnings()))));
        assertTrue(text.contains("Lowest RMSEP in hindsight"));
        assertFalse(text.contains("Best without hindsight"));
    }

    @Test
    void predictionPage() throws Exception {
        Path file = folder.resolve("predictions.html");
        PredictionPage.write(Synthetic.sheet("s"), file);
        Document page = checked(Files.readString(file));
        // 7, 18, 29 by T2 and Q; 18 also by its axis.
        assertEquals(6, matching(page, "tr", "class", "flag"));
        assertTrue(text(page).contains("3 flagged"));
        assertTrue(text(page).contains("axis ends at 2400 nm"));
        assertTrue(text(checked(PredictionPage.render(Synthetic.sheet(Synthetic.HOSTILE)))).contains("</script><b onload=\"x\">"));
    }

    /// Parses as XML, then holds the rules that every page keeps.
    static Document checked(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setExpandEntityReferences(false);
        Document page = factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        Set<String> ids = new HashSet<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element e = (Element) all.item(i);
            assertFalse(LOADING.contains(e.getTagName()), e.getTagName());
            for (int a = 0; a < e.getAttributes().getLength(); a++) {
                String name = e.getAttributes().item(a).getNodeName();
                String value = e.getAttributes().item(a).getNodeValue();
                assertFalse(name.startsWith("on") || name.equals("src") || name.equals("style"), name);
                assertTrue(!name.equals("href") || value.startsWith("#"), value);
                assertTrue(!name.equals("id") || ids.add(value), "id twice: " + value);
            }
            assertTrue(!e.getTagName().equals("th") || e.hasAttribute("scope"), "th without scope");
        }
        for (int i = 0; i < all.getLength(); i++) {
            String href = ((Element) all.item(i)).getAttribute("href");
            assertTrue(href.isEmpty() || ids.contains(href.substring(1)), "link to nowhere: " + href);
        }
        String css = first(page, "style");
        assertFalse(css.contains("url(") || css.contains("@import"), "style sheet loads something");
        assertFalse(html.contains("http://") || html.contains("https://"), "address in the page");
        assertFalse(Pattern.compile("NaN|Infinity").matcher(html).find(), "undefined number in the page");
        assertTrue(page.getElementsByTagName("meta").item(1).getAttributes().getNamedItem("content").getNodeValue()
            .startsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
        return page;
    }

    private static String first(Document page, String tag) {
        return page.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static String text(Document page) {
        return first(page, "body");
    }

    private static int matching(Document page, String tag, String attribute, String pattern) {
        NodeList found = page.getElementsByTagName(tag);
        int n = 0;
        for (int i = 0; i < found.getLength(); i++) {
            Element e = (Element) found.item(i);
            n += e.hasAttribute(attribute) && e.getAttribute(attribute).matches(pattern) ? 1 : 0;
        }
        return n;
    }
}
