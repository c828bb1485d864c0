package dev.spektron.io.jobinyvon;

import dev.spektron.io.FormatException;
import dev.spektron.io.text.TextBytes;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The tree and the rows of a file. Reading is a stream without document types and entities, so that a file can neither fetch others nor
/// expand; its size bounds the memory.
final class LsxDocument {
    private static final int MOST_NODES = 200_000;
    private static final int DEEPEST = 64;

    final LsxNode tree;
    final List<double[]> rows;

    private LsxDocument(LsxNode tree, List<double[]> rows) {
        this.tree = tree;
        this.rows = rows;
    }

    static LsxDocument parse(String file, byte[] bytes) throws FormatException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(decode(bytes)));
            try {
                return read(file, in);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new FormatException(file + ", line " + line + ": expected well-formed XML, found an error: " + firstLine(e.getMessage())
                + "; the file is damaged or cut off, fetch it again", e);
        }
    }

    /// The text. A wrong byte in a remark must not cost the spectrum, so that the parser is given characters, not bytes.
    private static String decode(byte[] bytes) {
        byte[] b = TextBytes.utf8(bytes);
        String head = new String(b, 0, Math.min(b.length, 100), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return head.contains("encoding=\"iso-8859-1\"") ? new String(b, StandardCharsets.ISO_8859_1) : TextBytes.decode(b, 0, b.length);
    }

    private static String firstLine(String message) {
        String[] lines = (message == null ? "" : message).split("\\R");
        String last = lines[lines.length - 1];
        return (last.startsWith("Message: ") ? last.substring(9) : last).strip();
    }

    private static LsxDocument read(String file, XMLStreamReader in) throws XMLStreamException, FormatException {
        LsxNode root = new LsxNode(0);
        List<LsxNode> open = new ArrayList<>(List.of(root));
        List<double[]> rows = new ArrayList<>();
        StringBuilder row = null;
        int nodes = 0;
        boolean known = false;
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = in.getLocalName();
                known |= name.equals("LSX_Data");
                requireKnown(file, known, name);
                if (name.equals("LSX") || name.equals("LSX_Tree")) {
                    if (++nodes > MOST_NODES || open.size() > DEEPEST) {
                        throw at(file, in, "expected at most " + MOST_NODES + " elements nested to " + DEEPEST + " levels, found more");
                    }
                    LsxNode node = new LsxNode(id(in));
                    open.getLast().children.add(node);
                    open.add(node);
                } else if (name.equals("LSX_Row")) {
                    row = new StringBuilder();
                }
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                StringBuilder into = row != null ? row : open.getLast().text;
                into.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                String name = in.getLocalName();
                if (name.equals("LSX_Row") && row != null) {
                    rows.add(LsxNumbers.parse(file, "row " + (rows.size() + 1), row));
                    row = null;
                } else if ((name.equals("LSX") || name.equals("LSX_Tree")) && open.size() > 1) {
                    open.removeLast();
                }
            } else if (event == XMLStreamConstants.DTD) {
                throw at(file, in, "expected no document type declaration, found one; such files can fetch and expand others "
                    + "and are refused");
            }
        }
        return new LsxDocument(root, rows);
    }

    private static void requireKnown(String file, boolean known, String name) throws FormatException {
        if (!known) {
            throw new FormatException(file + ": expected the root element LSX_Data, found " + name + "; this is no XML of LabSpec");
        }
    }

    private static long id(XMLStreamReader in) {
        String text = in.getAttributeValue(null, "ID");
        try {
            return text != null && text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static FormatException at(String file, XMLStreamReader in, String what) {
        return FormatException.at(file, "line " + in.getLocation().getLineNumber(), what);
    }
}
