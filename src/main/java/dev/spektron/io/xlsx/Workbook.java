package dev.spektron.io.xlsx;

import dev.spektron.io.Allowance;
import dev.spektron.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The cells of a workbook (ECMA-376, part 1, chapter 18), as texts. Formulas count by their stored values, dates stay the numbers that
/// they are. XML entities and document types are off.
final class Workbook {
    private static final String BOOK = "xl/workbook.xml";
    private static final String LINKS = "xl/_rels/workbook.xml.rels";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final int MOST_ENTRIES = 2000;
    private static final int MOST_COLUMNS = 16_384;
    private final String file;
    private final Map<String, byte[]> parts = new HashMap<>();
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private final Allowance allowance;

    private Workbook(String file, long size) {
        this.file = file;
        allowance = new Allowance(file, size, "save the sheet as CSV, or in parts");
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /// Sheets by name.
    static Map<String, Sheet> sheets(String file, byte[] bytes) throws FormatException {
        Workbook w = new Workbook(file, bytes.length);
        // What the sheets refer to may stand behind them, and they are large: they are read in a second run, without being kept.
        w.unzip(bytes, (name, in) -> {
            boolean wanted = name.equals(STRINGS) || name.equals(BOOK) || name.equals(LINKS);
            byte[] part = wanted ? w.allowance.drain("part " + name, in) : new byte[0];
            w.allowance.pass("part " + name, in);
            w.parts.put(name, part);
        });
        if (!w.parts.containsKey(BOOK)) {
            throw new FormatException(file + ": expected a workbook (part " + BOOK + "), found none; the file is cut off or no .xlsx");
        }
        List<String> strings = w.strings();
        Map<String, String> names = w.sheetParts();
        Map<String, Sheet> byPart = new HashMap<>();
        w.unzip(bytes, (name, in) -> {
            if (names.containsValue(name)) {
                byPart.put(name, w.sheet(name, in, strings));
            }
        });
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        names.forEach((name, part) -> sheets.put(name, byPart.get(part)));
        return sheets;
    }

    /// Something done with a part while it is unpacked.
    @FunctionalInterface
    private interface Parts {
        void take(String name, InputStream in) throws IOException;
    }

    private void unzip(byte[] bytes, Parts taker) throws FormatException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int n = 0;
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                taker.take(e.getName(), new FilterInputStream(zip) {
                    @Override
                    public void close() {
                        // The XML parser closes what it has read, which would end the archive.
                    }
                });
                if (++n > MOST_ENTRIES) {
                    throw new FormatException(file + ": more than " + MOST_ENTRIES + " parts");
                }
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(file + ": the workbook is cut off or damaged (" + e.getMessage() + "); fetch it again", e);
        }
    }

    /// Something done with the elements of a part.
    @FunctionalInterface
    private interface Elements {
        void take(XMLStreamReader r) throws XMLStreamException, FormatException;
    }

    private void parse(String part, Elements elements) throws FormatException {
        parse(part, new ByteArrayInputStream(parts.get(part)), elements);
    }

    private void parse(String part, InputStream in, Elements elements) throws FormatException {
        try {
            XMLStreamReader r = xml.createXMLStreamReader(in);
            while (r.hasNext()) {
                if (r.next() == XMLStreamConstants.START_ELEMENT) {
                    elements.take(r);
                }
            }
            r.close();
        } catch (XMLStreamException | RuntimeException e) {
            throw new FormatException(file + ", part " + part + ": damaged XML (" + String.valueOf(e.getMessage()).replaceAll("\\s+", " ")
                + ")", e);
        }
    }

    /// Name of every sheet and its part, in the order of the workbook.
    private Map<String, String> sheetParts() throws FormatException {
        Map<String, String> targets = new HashMap<>();
        if (parts.containsKey(LINKS)) {
            parse(LINKS, r -> {
                if (r.getLocalName().equals("Relationship") && r.getAttributeValue(null, "Target") != null) {
                    String target = r.getAttributeValue(null, "Target");
                    targets.put(r.getAttributeValue(null, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            });
        }
        Map<String, String> sheets = new LinkedHashMap<>();
        parse(BOOK, r -> {
            if (r.getLocalName().equals("sheet")) {
                String id = null;
                for (int i = 0; i < r.getAttributeCount(); i++) {
                    id = r.getAttributeLocalName(i).equals("id") ? r.getAttributeValue(i) : id;
                }
                String part = targets.getOrDefault(id, "xl/worksheets/sheet" + (sheets.size() + 1) + ".xml");
                if (parts.containsKey(part)) {
                    sheets.put(r.getAttributeValue(null, "name"), part);
                }
            }
        });
        return sheets;
    }

    private List<String> strings() throws FormatException {
        List<String> strings = new ArrayList<>();
        if (parts.containsKey(STRINGS)) {
            parse(STRINGS, r -> {
                if (r.getLocalName().equals("si")) {
                    String text = texts(r, "si");
                    allowance.objects("the shared texts", 1, 2 * text.length());
                    strings.add(text);
                }
            });
        }
        return strings;
    }

    /// All `t` inside of the element that was just entered, without readings of East Asian texts.
    private static String texts(XMLStreamReader r, String element) throws XMLStreamException {
        StringBuilder s = new StringBuilder();
        int reading = 0;
        while (r.hasNext()) {
            int event = r.next();
            if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("rPh")) {
                reading++;
            } else if (event == XMLStreamConstants.END_ELEMENT && r.getLocalName().equals("rPh")) {
                reading--;
            } else if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("t")) {
                String t = r.getElementText();
                s.append(reading == 0 ? t : "");
            } else if (event == XMLStreamConstants.END_ELEMENT && r.getLocalName().equals(element)) {
                break;
            }
        }
        return s.toString();
    }

    private Sheet sheet(String part, InputStream in, List<String> strings) throws FormatException {
        Sheet sheet = new Sheet("part " + part, allowance);
        StringBuilder value = new StringBuilder();
        parse(part, in, r -> {
            if (r.getLocalName().equals("row")) {
                sheet.row();
            } else if (r.getLocalName().equals("c") && sheet.begun()) {
                String reference = r.getAttributeValue(null, "r");
                int column = column(reference, sheet.next());
                if (column >= MOST_COLUMNS || column < sheet.next()) {
                    throw new FormatException(file + ", part " + part + ": cell '" + reference + "' is out of order");
                }
                sheet.cell(column, cell(r, part, strings, reference, value));
            }
        });
        return sheet;
    }

    /// Column of a reference such as `AB12`, counted from 0.
    private static int column(String reference, int otherwise) {
        int column = 0;
        int i = 0;
        while (reference != null && i < Math.min(4, reference.length()) && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z') {
            column = 26 * column + reference.charAt(i++) - 'A' + 1;
        }
        return i == 0 ? otherwise : column - 1;
    }

    private CharSequence cell(XMLStreamReader r, String part, List<String> strings, String reference, StringBuilder value)
        throws XMLStreamException, FormatException {
        String type = r.getAttributeValue(null, "t");
        value.setLength(0);
        boolean inside = false;
        while (r.hasNext()) {
            int event = r.next();
            if (event == XMLStreamConstants.CHARACTERS && inside) {
                value.append(r.getTextCharacters(), r.getTextStart(), r.getTextLength());
            } else if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("v")) {
                value.setLength(0);
                inside = true;
            } else if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("is")) {
                value.setLength(0);
                value.append(texts(r, "is"));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                inside = false;
                if (r.getLocalName().equals("c")) {
                    break;
                }
            }
        }
        if (!"s".equals(type)) {
            return "e".equals(type) ? "" : value;
        }
        try {
            return strings.get(Integer.parseInt(value.toString().strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new FormatException(file + ", part " + part + ", cell " + reference + ": text " + value + " of " + strings.size()
                + " shared texts", e);
        }
    }
}
