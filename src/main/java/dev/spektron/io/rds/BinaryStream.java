package dev.spektron.io.rds;

import dev.spektron.io.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Form `X` (XDR: big-endian) and form `B` (the byte order of the machine, which in practice is little-endian).
final class BinaryStream extends RStream {
    private final ByteBuffer buffer;

    BinaryStream(String file, byte[] bytes, int at, ByteOrder order) {
        super(file, bytes, at);
        buffer = ByteBuffer.wrap(bytes).order(order);
    }

    @Override
    int least(int binary) {
        return binary;
    }

    @Override
    int readInt(String what) throws FormatException {
        require(1, Integer.BYTES, what);
        at += Integer.BYTES;
        return buffer.getInt(at - Integer.BYTES);
    }

    @Override
    int[] readInts(int n) throws FormatException {
        require(n, Integer.BYTES, "integers");
        int[] v = new int[n];
        for (int i = 0; i < n; i++) {
            v[i] = buffer.getInt(at + Integer.BYTES * i);
        }
        at += Integer.BYTES * n;
        return v;
    }

    @Override
    double[] readDoubles(int n) throws FormatException {
        require(n, Double.BYTES, "numbers");
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = buffer.getDouble(at + Double.BYTES * i);
        }
        at += Double.BYTES * n;
        return v;
    }

    @Override
    byte[] readText(int n) throws FormatException {
        require(n, 1, "text");
        at += n;
        return Arrays.copyOfRange(bytes, at - n, at);
    }

    @Override
    byte[] readRaw(int n) throws FormatException {
        return readText(n);
    }
}
