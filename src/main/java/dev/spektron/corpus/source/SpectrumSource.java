package dev.spektron.corpus.source;

import dev.spektron.spectra.Modality;
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

    /// What is asked of a spectrum without its values.
    ///
    /// @param copy whether it was made of another one of the source, whose group it shares; never validated with
    record Names(String dataset, String instrument, String group, String sample, Modality modality, boolean copy) {}

    /// The names of spectrum `i`. A source on disk answers without reading its values.
    default Names names(int i) {
        SourceSpectrum s = get(i);
        return new Names(s.dataset(), s.instrument(), s.group(), s.sample(), s.modality(), false);
    }

    /// Lower-case hexadecimal SHA-256 over all values and names, in their order: two sources with the same digest train the same model.
    String digest();

    /// What is in it, for people: some lines.
    String describe();

    /// Names of the instruments, in alphabetical order; spectra of unknown instruments are left out. The position in this list is the
    /// class of an instrument.
    default List<String> instruments() {
        TreeSet<String> names = new TreeSet<>();
        for (int i = 0; i < size(); i++) {
            if (!names(i).instrument().isEmpty()) {
                names.add(names(i).instrument());
            }
        }
        return List.copyOf(names);
    }
}
