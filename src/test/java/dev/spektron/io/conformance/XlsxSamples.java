package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Readers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// Workbooks of the forensic set, compared with the cells of their XML taken by regular expressions.
public final class XlsxSamples implements Samples {
    private static final Pattern CELL = Pattern.compile("<c r=\"([A-Z]+)(\\d+)\"(?: s=\"\\d+\")?><v>([^<]+)</v></c>");

    @Override
    public String format() {
        return "xlsx";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(sharedData.resolve("forensic-portable-nir"), ".xlsx");
    }

    @Override
    public String oracle() {
        return "every number of the sheet's XML, found by another way; shape and range of the axis from the description of the set";
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst worst = new Worst();
        for (Path file : files(sharedData)) {
            Block b = Readers.read(file).main();
            worst.same(file.toString(), 88, b.rows());
            int compared = 0;
            try (ZipFile zip = new ZipFile(file.toFile())) {
                String xml = new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
                for (Matcher m = CELL.matcher(xml); m.find(); compared++) {
                    int column = 0;
                    for (char c : m.group(1).toCharArray()) {
                        column = 26 * column + c - 'A' + 1;
                    }
                    int row = Integer.parseInt(m.group(2)) - 2;
                    worst.add(m.group(), Double.parseDouble(m.group(3)), row < 0 ? b.x()[column - 2] : b.y()[row][column - 2]);
                }
            }
            worst.same(file + " cells", 89 * b.channels(), compared);
        }
        return worst.error();
    }

    @Override
    public List<String> gaps() {
        return List.of("formulas count by their stored values", "dates stay numbers", "the old binary .xls is not read");
    }
}
