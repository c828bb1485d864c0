package dev.spektron.corpus.source;

import java.util.List;
import java.util.TreeSet;

/// Spectra to pretrain on, all with the same number of channels. Implementations are immutable and may be read by several threads.
public interface SpectrumSource {
    /// Number of spectra.
    int size();

    /// Spectrum `i`, from 0.
    SourceSpectrum get(int i);

    /// Channels of each spectrum.
    int channels();

    /// Lower-case hexadecimal SHA-256 over all values and names, in their order: two sources with the same digest train the same model.
    String digest();

    /// What is in it, for people: some lines.
    String describe();

    /// Names of the instruments, in alphabetical order; spectra of unknown instruments are left out. The position in this list is the
    /// class of an instrument.
    default List<String> instruments() {
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < size(); i++) {
            if (!get(i).instrument().isEmpty()) {
                names.add(get(i).instrument());
            }
        }
        return List.copyOf(names);
    }
}
