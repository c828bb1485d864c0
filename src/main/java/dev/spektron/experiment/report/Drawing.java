package dev.spektron.experiment.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// A drawing of [Svg] as a file of its own: SVG with its style, or PNG for whatever shows no SVG.
public final class Drawing {
    /// Of a path of [Svg.Trace].
    private static final Pattern POINT = Pattern.compile("([ML])(-?[\\d.]+) (-?[\\d.]+)(h0)?");
    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+");
    private final Sheet sheet = Sheet.ofPage();
    private final Element root;
    private final String svg;

    Drawing(String svg) {
        this.svg = svg;
        try {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("drawing: not well-formed: " + e.getMessage(), e);
        }
    }

    public String svg() {
        return sheet.file(svg);
    }

    /// Draws with the fonts of the machine.
    ///
    /// @throws IOException if the stream fails, or the machine has no fonts
    public void png(OutputStream out) throws IOException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage((int) Math.ceil(number(root, "width")), (int) Math.ceil(number(root, "height")),
            BufferedImage.TYPE_INT_RGB);
        try {
            draw(image);
        } catch (RuntimeException | InternalError | LinkageError e) {
            // Java has no exception of its own for a machine without fonts.
            throw new IOException("no picture: Java draws no text on this machine (are there fonts and fontconfig?): " + e.getMessage(), e);
        }
        ImageIO.write(image, "png", out);
    }

    private void draw(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element e = (Element) all.item(i);
            Map<String, String> style = sheet.style(e.getAttribute("class"));
            switch (e.getTagName()) {
                case "path" -> path(g, e, style);
                case "rect" -> {
                    if (paint(g, style, "fill", "#000000")) {
                        g.fill(new Rectangle2D.Double(number(e, "x"), number(e, "y"), number(e, "width"), number(e, "height")));
                    }
                }
                case "text" -> text(g, e, style);
                default -> {
                    // The title and the description are for readers of the SVG.
                }
            }
        }
        g.dispose();
    }

    private static void path(Graphics2D g, Element e, Map<String, String> style) {
        if (!paint(g, style, "stroke", "none")) {
            return;
        }
        Path2D path = new Path2D.Double();
        POINT.matcher(e.getAttribute("d")).results().forEach((MatchResult m) -> {
            double x = Double.parseDouble(m.group(2));
            double y = Double.parseDouble(m.group(3));
            if (m.group(1).equals("M")) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            if (m.group(4) != null) {
                path.lineTo(x, y);
            }
        });
        float width = Float.parseFloat(style.getOrDefault("stroke-width", "1"));
        int cap = style.getOrDefault("stroke-linecap", "butt").equals("round") ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT;
        float[] dash = null;
        if (style.containsKey("stroke-dasharray")) {
            String[] parts = style.get("stroke-dasharray").split(" ");
            dash = new float[] {Float.parseFloat(parts[0]), Float.parseFloat(parts[1])};
        }
        g.setStroke(new BasicStroke(width, cap, BasicStroke.JOIN_ROUND, 1, dash, 0));
        g.draw(path);
    }

    private static void text(Graphics2D g, Element e, Map<String, String> style) {
        paint(g, style, "fill", "#000000");
        float size = Float.parseFloat(style.getOrDefault("font-size", "12px").replace("px", ""));
        int weight = style.getOrDefault("font-weight", "400").compareTo("500") > 0 ? Font.BOLD : Font.PLAIN;
        g.setFont(new Font(Font.SANS_SERIF, weight, 1).deriveFont(size));
        double width = g.getFontMetrics().getStringBounds(e.getTextContent(), g).getWidth();
        double shift = switch (e.getAttribute("text-anchor")) {
            case "middle" -> width / 2;
            case "end" -> width;
            default -> 0;
        };
        AffineTransform before = g.getTransform();
        if (e.hasAttribute("transform")) {
            double[] at = NUMBER.matcher(e.getAttribute("transform")).results().mapToDouble(m -> Double.parseDouble(m.group())).toArray();
            g.translate(at[0], at[1]);
            g.rotate(Math.toRadians(at[2]));
        } else {
            g.translate(number(e, "x"), number(e, "y"));
        }
        g.drawString(e.getTextContent(), (float) -shift, 0);
        g.setTransform(before);
    }

    /// Takes the colour of a property, with the opacity; false for none.
    private static boolean paint(Graphics2D g, Map<String, String> style, String property, String unset) {
        String colour = style.getOrDefault(property, unset);
        if (colour.equals("none")) {
            return false;
        }
        Color c = Color.decode(colour);
        g.setColor(new Color(c.getRed(), c.getGreen(), c.getBlue(),
            (int) Math.round(255 * Double.parseDouble(style.getOrDefault("opacity", "1")))));
        return true;
    }

    private static double number(Element e, String attribute) {
        return Double.parseDouble(e.getAttribute(attribute));
    }
}
