package dev.spektron.io.csv;

import dev.spektron.spectra.AxisUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Spectra out of one table, before anybody has said what the ordinates mean.
///
/// @param source file for messages
/// @param axis position of every channel, strictly rising or falling as in the file
/// @param unit unit of the axis if the file says so
/// @param rows `[spectrum][channel]`
/// @param ids sample ids if the file has them, else empty
/// @param columns all other columns by name, as text
public record SpectraTable(String source, double[] axis, Optional<AxisUnit> unit, double[][] rows, List<String> ids,
                           Map<String, List<String>> columns) {
    public SpectraTable {
        ids = List.copyOf(ids);
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
}
