package dev.spektron.io.rruff;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.BlockKind;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Match;
import dev.spektron.io.formats.MetadataKeys;
import dev.spektron.io.formats.Reader;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.text.TextBytes;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.spectra.IntensityKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads text files of the RRUFF database: Raman and infrared spectra, and powder diffraction, which is a trace here. The technique, the
/// laser and the orientation stand in the name of the file only.
public final class RruffReader implements Reader {
    private static final int LOOK = 4000;
    private static final int LASER_PART = 3;

    @Override
    public String format() {
        return "rruff";
    }

    @Override
    public String title() {
        return "RRUFF text";
    }

    @Override
    public List<String> endings() {
        return List.of(".txt", ".rruff");
    }

    @Override
    public Match match(Content content) {
        String head = content.head(LOOK);
        boolean marked = head.startsWith("##NAMES=") || head.startsWith("##") && head.contains("##RRUFFID=");
        return marked && !head.contains("##JCAMP") ? Match.CERTAIN : Match.NO;
    }

    @Override
    public SpectralFile read(Content content) throws FormatException {
        String file = content.name();
        RruffText t = RruffText.parse(file, TextBytes.utf8(content.bytes()));
        RruffFile.requireName(file, t.header);
        if (t.n == 0) {
            throw FormatException.at(file, "data", "expected lines with a position and an intensity, found none");
        }
        String base = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        String lower = base.toLowerCase(Locale.ROOT);
        boolean infrared = lower.contains("infrared");
        boolean diffraction = t.header.keySet().stream().anyMatch(k -> k.startsWith("X-RAY")) || lower.contains("powder");
        Map<String, String> metadata = metadata(t.header, base);
        if (!diffraction) {
            metadata.put(MetadataKeys.MODALITY, infrared ? "ir" : "raman");
        }
        Optional<AxisUnit> unit = diffraction ? Optional.empty() : Optional.of(infrared ? AxisUnit.WAVENUMBER : AxisUnit.RAMAN_SHIFT);
        Block block = Block.single(t.header.get("NAMES"), diffraction ? BlockKind.OTHER : BlockKind.SPECTRUM, Arrays.copyOf(t.x, t.n), unit,
            diffraction ? "2 theta" : "cm-1", infrared ? IntensityKind.UNKNOWN : IntensityKind.COUNTS, infrared ? "" : "intensity",
            Arrays.copyOf(t.y, t.n), metadata);
        return new SpectralFile(file, format(), List.of(block), metadata, List.of());
    }

    private static Map<String, String> metadata(Map<String, String> header, String base) {
        Map<String, String> out = new LinkedHashMap<>();
        header.forEach((key, value) -> {
            String name = switch (key) {
                case "NAMES" -> MetadataKeys.SAMPLE;
                case "IDEAL CHEMISTRY" -> MetadataKeys.FORMULA;
                default -> key;
            };
            if (!value.isEmpty() && !key.equals("END")) {
                out.put(name, value);
            }
        });
        int laser = RruffFile.laser(base);
        if (laser > 0) {
            out.put(MetadataKeys.LASER, Integer.toString(laser));
        }
        String[] parts = base.split("__");
        if (laser > 0 && parts.length > LASER_PART + 2) {
            out.put("angle", parts[LASER_PART + 1]);
            out.put("orientation", parts[LASER_PART + 2]);
        }
        if (base.contains("Data_RAW")) {
            out.put("processing", "raw");
        } else if (base.contains("Data_Processed")) {
            out.put("processing", "processed");
        }
        return out;
    }
}
