package dev.spektron.io.xlsx;

import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private static final int MOST_ENTRIES = 2000;
    private static final int MOST_COLUMNS = 16_384;
    private static final long FREE = 32L << 20;
    private static final int TIMES = 12;
    private final String file;
    private final Map<String, byte[]> parts = new HashMap<>();
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private long allowance;

    private Workbook(String file, long size) {
        this.file = file;
        allowance = FREE + TIMES * size;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /// Sheets by name, each a list of rows of cells; a missing cell is an empty text.
    static Map<String, List<List<String>>> sheets(String file, byte[] bytes) throws FormatException {
        Workbook w = new Workbook(file, bytes.length);
        w.unzip(bytes);
        List<String> strings = w.strings();
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        for (Map.Entry<String, String> e : w.sheetParts().entrySet()) {
            sheets.put(e.getKey(), w.sheet(e.getValue(), strings));
        }
        return sheets;
    }

    private void unzip(byte[] bytes) throws FormatException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int n = 0;
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                String name = e.getName();
                boolean wanted = name.startsWith("xl/worksheets/sheet") || name.equals("xl/sharedStrings.xml")
                    || name.equals("xl/workbook.xml")
                    || name.equals("xl/_rels/workbook.xml.rels");
                byte[] part = FileBytes.drain(file + ", part " + name, zip, bytes.length, allowance);
                allowance -= part.length;
                if (wanted) {
                    parts.put(name, part);
                }
                if (++n > MOST_ENTRIES) {
                    throw new FormatException(file + ": more than " + MOST_ENTRIES + " parts");
                }
            }
        } catch (FormatException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new FormatException(file + ": the workbook is cut off or damaged (" + e.getMessage() + "); fetch it again", e);
        }
        if (!parts.containsKey("xl/workbook.xml")) {
            throw new FormatException(file + ": expected a workbook (part xl/workbook.xml), found none; the file is cut off or no .xlsx");
        }
    }

    /// Something done with the elements of a part.
    @FunctionalInterface
    private interface Elements {
        void take(XMLStreamReader r) throws XMLStreamException, FormatException;
    }

    private void parse(String part, Elements elements) throws FormatException {
        try {
            XMLStreamReader r = xml.createXMLStreamReader(new ByteArrayInputStream(parts.get(part)));
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
        if (parts.containsKey("xl/_rels/workbook.xml.rels")) {
            parse("xl/_rels/workbook.xml.rels", r -> {
                if (r.getLocalName().equals("Relationship") && r.getAttributeValue(null, "Target") != null) {
                    String target = r.getAttributeValue(null, "Target");
                    targets.put(r.getAttributeValue(null, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            });
        }
        Map<String, String> sheets = new LinkedHashMap<>();
        parse("xl/workbook.xml", r -> {
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
        if (parts.containsKey("xl/sharedStrings.xml")) {
            parse("xl/sharedStrings.xml", r -> {
                if (r.getLocalName().equals("si")) {
                    strings.add(texts(r, "si"));
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

    private List<List<String>> sheet(String part, List<String> strings) throws FormatException {
        List<List<String>> rows = new ArrayList<>();
        parse(part, r -> {
            if (r.getLocalName().equals("row")) {
                rows.add(new ArrayList<>());
            } else if (r.getLocalName().equals("c") && !rows.isEmpty()) {
                List<String> row = rows.getLast();
                int column = column(r.getAttributeValue(null, "r"), row.size());
                if (column >= MOST_COLUMNS || column < row.size()) {
                    throw new FormatException(file + ", part " + part + ": cell '" + r.getAttributeValue(null, "r") + "' is out of order");
                }
                allowance -= 8L * (column - row.size() + 1);
                if (allowance < 0) {
                    throw new FormatException(file + ", part " + part + ": more cells than the size of the file justifies");
                }
                while (row.size() < column) {
                    row.add("");
                }
                row.add(cell(r, part, strings));
            }
        });
        return rows;
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

    private String cell(XMLStreamReader r, String part, List<String> strings) throws XMLStreamException, FormatException {
        String type = r.getAttributeValue(null, "t");
        String reference = r.getAttributeValue(null, "r");
        String value = "";
        while (r.hasNext()) {
            int event = r.next();
            if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("v")) {
                value = r.getElementText();
            } else if (event == XMLStreamConstants.START_ELEMENT && r.getLocalName().equals("is")) {
                value = texts(r, "is");
            } else if (event == XMLStreamConstants.END_ELEMENT && r.getLocalName().equals("c")) {
                break;
            }
        }
        if (!"s".equals(type)) {
            return "e".equals(type) ? "" : value;
        }
        try {
            return strings.get(Integer.parseInt(value.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new FormatException(file + ", part " + part + ", cell " + reference + ": text " + value + " of " + strings.size()
                + " shared texts",
                e);
        }
    }
}
