package dev.spektron.corpus.store;

import io.jhdf.Utils;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;

/// The datatype of variable-length sequences of float32 and of variable-length UTF-8 strings, for writing: jhdf 0.13.0 reads but does not
/// write them. HDF5 File Format Specification 3.0, section IV.A.2.d, class 9.
final class VariableLengthType extends DataType {
    /// Bytes of a reference: length, address of the heap, number in the heap.
    static final int REFERENCE = 16;
    private static final int CLASS = 9;
    private static final int STRING = 1;
    private static final int UTF8 = 1;

    private final DataType base;

    private VariableLengthType(boolean string, DataType base) {
        super(CLASS, REFERENCE);
        this.base = base;
        if (string) {
            Utils.writeIntToBits(STRING, classBits, 0, 4);
            Utils.writeIntToBits(UTF8, classBits, 8, 4);
        }
    }

    static VariableLengthType strings() {
        return new VariableLengthType(true, DataType.fromObject((byte) 0, true));
    }

    static VariableLengthType floats() {
        return new VariableLengthType(false, FloatingPoint.FLOAT);
    }

    @Override
    public ByteBuffer toBuffer() {
        return toBufferBuilder().writeBuffer(base.toBuffer()).build();
    }

    @Override
    public Class<?> getJavaType() {
        return base instanceof FixedPoint ? String.class : Object.class;
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
        throw new UnsupportedOperationException("for writing only");
    }
}
