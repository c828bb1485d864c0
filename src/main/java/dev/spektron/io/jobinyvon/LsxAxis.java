package dev.spektron.io.jobinyvon;

import dev.spektron.io.FormatException;
import java.util.ArrayList;
import java.util.List;

/// One axis of the data.
///
/// @param type `Intens`, `Spectr`, or a coordinate such as `X`
/// @param values its positions; none for the intensity
record LsxAxis(String type, String unit, double[] values) {
    static List<LsxAxis> of(String file, LsxNode tree) throws FormatException {
        LsxNode data = tree.child(LsxNode.DATA);
        LsxNode list = data == null ? null : data.child(LsxNode.AXES);
        if (list == null) {
            throw new FormatException(file + ": expected the axes (element with ID 0x" + Long.toHexString(LsxNode.AXES)
                + "), found none; the file is damaged or of another kind");
        }
        List<LsxAxis> axes = new ArrayList<>();
        for (LsxNode a : list.children) {
            LsxNode numbers = a.child(LsxNode.NUMBERS);
            axes.add(new LsxAxis(a.text(LsxNode.TYPE), a.text(LsxNode.UNIT), numbers == null ? new double[0]
                : LsxNumbers.parse(file, "axis " + a.text(LsxNode.TYPE), numbers.text)));
        }
        return axes;
    }
}
