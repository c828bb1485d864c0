package dev.spektron.cli;

import dev.spektron.spectra.AxisUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an axis unit as it is written in manifests.
final class UnitConverter implements ITypeConverter<AxisUnit> {
    @Override
    public AxisUnit convert(String text) {
        try {
            return AxisUnit.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
