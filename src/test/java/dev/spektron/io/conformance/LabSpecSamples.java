package dev.spektron.io.conformance;

import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.SpectralFile;
import dev.spektron.io.horiba.LabSpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Horiba LabSpec 6.
public final class LabSpecSamples implements Samples {
    @Override
    public String format() {
        return "labspec6";
    }

    @Override
    public List<Path> files(Path sharedData) {
        return SampleFiles.find(PeerSamples.vendor(sharedData), ".l6s", ".l6m");
    }

    @Override
    public String oracle() {
        return "all points of the text of the same measurement (PST10, 6 digits)";
    }

    @Override
    public List<String> gaps() {
        return List.of("the layout was found from files, since the maker publishes none; an array of another type than float is refused",
            "images, baselines and fits kept beside the spectra are not read", "files of LabSpec 5 and older are refused");
    }

    @Override
    public double maximumError(Path sharedData) throws IOException {
        Worst errors = new Worst();
        Path pair = PeerSamples.vendor(sharedData).resolve("pairs/horiba_PST10/PST10_iR785_OP01_8000msx8");
        List<double[]> text = SampleFiles.table(Path.of(pair + ".txt"));
        Block b = read(Path.of(pair + ".l6s")).main();
        errors.series("x", SampleFiles.column(text, 0), b.x());
        errors.series("y", SampleFiles.column(text, 1), b.y()[0]);
        return errors.error();
    }

    public static SpectralFile read(Path file) throws IOException {
        return new LabSpecReader().read(Content.read(file));
    }
}
