package dev.spektron.io.hdf5;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.DeflatePipelineFilter;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The filter `deflate` with a limit on what one chunk may unpack to; jhdf's own has none.
final class BoundedDeflate extends DeflatePipelineFilter {
    /// Chunks above 32 MiB do not fit HDF5's own cache by a factor of 30; nobody writes them.
    static final int LARGEST_CHUNK = 32 << 20;

    @Override
    public byte[] decode(byte[] packed, int[] parameters) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] out = new byte[Math.clamp(4L * packed.length, 64, LARGEST_CHUNK)];
            int n = 0;
            while (!inflater.finished()) {
                if (n == out.length) {
                    if (n >= LARGEST_CHUNK) {
                        throw new HdfFilterException("a chunk unpacks to more than " + LARGEST_CHUNK + " bytes");
                    }
                    out = Arrays.copyOf(out, Math.min(LARGEST_CHUNK, 2 * n));
                }
                int got = inflater.inflate(out, n, out.length - n);
                if (got == 0 && !inflater.finished()) {
                    throw new HdfFilterException("the packed data of a chunk end too early");
                }
                n += got;
            }
            return Arrays.copyOf(out, n);
        } catch (DataFormatException e) {
            throw new HdfFilterException("damaged packed data of a chunk (" + e.getMessage() + ")", e);
        } finally {
            inflater.end();
        }
    }
}
