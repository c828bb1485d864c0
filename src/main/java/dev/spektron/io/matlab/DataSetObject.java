package dev.spektron.io.matlab;

import dev.spektron.io.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// View of Eigenvector's DataSet Object, an old-style MATLAB class: a matrix with scales, labels and titles for its rows (mode 0) and
/// columns (mode 1). Layout: the class's own fields, of which `axisscale`, `label`, `title` and `include` are cells of modes x 2 x sets
/// that hold the values first and their name second.
public final class DataSetObject {
    private final String where;
    private final MatValue.Struct object;

    private DataSetObject(String where, MatValue.Struct object) {
        this.where = where;
        this.object = object;
    }

    public static boolean is(MatValue value) {
        return value instanceof MatValue.Struct s && s.className().equals("dataset") && s.elements().size() == 1;
    }

    /// @param where file and variable, for messages
    /// @throws FormatException if the value is no DataSet Object
    public static DataSetObject of(String where, MatValue value) throws FormatException {
        if (!is(value)) {
            throw new FormatException(where + ": expected a DataSet Object, found " + value.describe());
        }
        return new DataSetObject(where, (MatValue.Struct) value);
    }

    /// The matrix as `[row][column]`.
    ///
    /// @throws FormatException if it is no real matrix
    public double[][] data() throws FormatException {
        if (object.get(0, "data") instanceof MatValue.Numeric n && n.dims().length == 2 && n.im().length == 0) {
            return n.matrix();
        }
        MatValue found = object.get(0, "data");
        throw new FormatException(where + ": expected a real matrix in field 'data', found "
            + (found == null ? "nothing" : found.describe()));
    }

    /// Positions along a mode: for spectra, mode 1 holds wavelengths or wavenumbers.
    public Optional<double[]> axisScale(int mode) {
        return entry("axisscale", mode, 0) instanceof MatValue.Numeric n && n.re().length > 0 ? Optional.of(n.re().clone())
            : Optional.empty();
    }

    /// Name of the positions along a mode, for example `Wavelength (nm)`; empty if there is none.
    public String axisName(int mode) {
        return entry("axisscale", mode, 1) instanceof MatValue.Text t && !t.rows().isEmpty() ? t.rows().getFirst().strip() : "";
    }

    /// Labels along a mode without the blanks at their ends; empty if there are none.
    public List<String> labels(int mode) {
        List<String> labels = new ArrayList<>();
        if (entry("label", mode, 0) instanceof MatValue.Text t) {
            t.rows().forEach(row -> labels.add(row.strip()));
        }
        return labels;
    }

    /// Title of a mode, empty if there is none.
    public String title(int mode) {
        return entry("title", mode, 0) instanceof MatValue.Text t && !t.rows().isEmpty() ? t.rows().getFirst().strip() : "";
    }

    /// A field that is a text, with its lines joined; empty if there is none.
    public Optional<String> text(String field) {
        return object.get(0, field) instanceof MatValue.Text t && !t.chars().isBlank()
            ? Optional.of(String.join("\n", t.rows().stream().map(String::strip).toList()).strip()) : Optional.empty();
    }

    /// Extents of the image whose pixels are the rows, the first running fastest; empty if they are none.
    public int[] image(int rows) {
        if (object.get(0, "imagesize") instanceof MatValue.Numeric n && n.re().length == 2 && n.re()[0] > 1 && n.re()[1] > 1
            && n.re()[0] * n.re()[1] == rows) {
            return new int[] {(int) n.re()[0], (int) n.re()[1]};
        }
        return new int[0];
    }

    /// Positions, counted from 0, that the owner of the data means to be used; rows or columns left out are outliers or bad channels.
    public int[] include(int mode) throws FormatException {
        if (!(entry("include", mode, 0) instanceof MatValue.Numeric n)) {
            return new int[0];
        }
        int[] at = new int[n.re().length];
        for (int i = 0; i < at.length; i++) {
            at[i] = (int) n.re()[i] - 1;
            if (at[i] + 1 != n.re()[i] || at[i] < 0) {
                throw new FormatException(where + ": field 'include' holds " + n.re()[i] + ", expected positions from 1");
            }
        }
        return at;
    }

    /// Element (mode, column) of the first set in a cell of modes x 2 x sets.
    private MatValue entry(String field, int mode, int column) {
        if (object.get(0, field) instanceof MatValue.Cell c && mode < c.dims()[0] && column < c.dims()[1]) {
            return c.values().get(column * c.dims()[0] + mode);
        }
        return null;
    }
}
