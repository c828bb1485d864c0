package dev.spektron.io.safetensors;

import java.nio.ByteBuffer;

/// Kinds of numbers in a file.
public enum Dtype {
    BOOL(1), U8(1), I8(1), I16(2), U16(2), F16(2), BF16(2), I32(4), U32(4), F32(4), I64(8), U64(8), F64(8);

    private static final long UNSIGNED_32 = 0xffffffffL;
    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /// Bytes of one number.
    public int bytes() {
        return bytes;
    }

    /// Whether all values are whole numbers.
    public boolean whole() {
        return this != F16 && this != BF16 && this != F32 && this != F64;
    }

    /// The next number of a little-endian buffer as a double. Exact, but for 64-bit whole numbers beyond 2^53.
    double next(ByteBuffer in) {
        return switch (this) {
            case F16 -> Float.float16ToFloat(in.getShort());
            case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
            case F32 -> in.getFloat();
            case F64 -> in.getDouble();
            case U64 -> {
                long v = in.getLong();
                // Halved with its last bit kept, so that rounding is right; then doubled.
                yield v >= 0 ? v : ((v >>> 1) | (v & 1)) * 2.0;
            }
            default -> nextWhole(in);
        };
    }

    /// The next number of a little-endian buffer as its bits in a long (`U64` beyond 2^63 - 1 comes out negative).
    long nextWhole(ByteBuffer in) {
        return switch (this) {
            case BOOL, I8 -> in.get();
            case U8 -> in.get() & 0xff;
            case I16 -> in.getShort();
            case U16 -> in.getShort() & 0xffff;
            case I32 -> in.getInt();
            case U32 -> in.getInt() & UNSIGNED_32;
            case I64, U64 -> in.getLong();
            default -> throw new IllegalStateException(this + " is no kind of whole number");
        };
    }
}
