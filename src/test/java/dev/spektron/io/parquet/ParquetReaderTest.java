package dev.spektron.io.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spektron.io.FormatException;
import dev.spektron.io.SharedData;
import dev.spektron.io.conformance.ParquetSamples;
import dev.spektron.io.formats.Block;
import dev.spektron.io.formats.Content;
import dev.spektron.io.formats.Readers;
import dev.spektron.io.formats.SpectralFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against what hyparquet reads (expected_hyparquet_1.json), and examples of the format description.
class ParquetReaderTest {
    @Test
    void agreesWithHyparquet() throws IOException {
        // hyparquet sums in another order.
        assertEquals(0, new ParquetSamples().maximumError(SharedData.dir()), 1e-13);
        assertEquals("ir_spectra", Readers.read(new ParquetSamples().files(SharedData.dir()).getFirst()).main().name());
    }

    static List<String> made() {
        return ParquetSamples.MADE;
    }

    /// What another program wrote: row i, channel j holds i + j / 16 at 400 + 300 j, the molecule is C or CC.
    @ParameterizedTest
    @MethodSource("made")
    void readsFilesOfHyparquetWriter(String name) throws IOException {
        SpectralFile file = new ParquetReader().read(new Content(name, ParquetSamples.made(name)));
        Block b = file.block("ir_spectra");
        assertEquals(5, b.rows());
        for (int i = 0; i < 5; i++) {
            assertEquals(i % 2 == 0 ? "C" : "CC", b.rowMetadata().get(i).get("smiles"));
            for (int j = 0; j < 12; j++) {
                assertEquals(i + j / 16.0, b.y()[i][j]);
            }
        }
    }

    /// Writers that give only the place of the dictionary leave that of the first page at 0.
    @Test
    void pagesMayBeginWhereTheirDictionaryDoes() throws IOException {
        int changed = 0;
        for (String name : made()) {
            changed += forgetPlaces(name);
        }
        assertTrue(changed > 0, "no made file has a dictionary");
    }

    private static int forgetPlaces(String name) throws IOException {
        int changed = 0;
        byte[] b = ParquetSamples.made(name);
        int end = b.length - 8;
        int start = end - java.nio.ByteBuffer.wrap(b).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(end);
        SpectralFile before = new ParquetReader().read(new Content(name, b.clone()));
        for (var group : Thrift.structs(new Thrift(name, b, start, end).struct(), 4)) {
            for (var chunk : Thrift.structs(group, 1)) {
                long data = Thrift.number(Thrift.struct(chunk, 3), 9, -1);
                long dictionary = Thrift.number(Thrift.struct(chunk, 3), 11, -1);
                for (int i = start; dictionary > 0 && data > dictionary && data < 1 << 13 && i < end; i++) {
                    // The number in 7 bits a byte, twice as large for its sign: zero in as many bytes.
                    if (b[i] == (byte) (2 * data & 0x7f | 0x80) && b[i + 1] == 2 * data >> 7 && 2 * data >> 7 > 0) {
                        b[i] = (byte) 0x80;
                        b[i + 1] = 0;
                        changed++;
                    }
                }
            }
        }
        assertArrayEquals(before.main().y(), new ParquetReader().read(new Content(name, b)).main().y());
        return changed;
    }

    @Test
    void readsRunsAndPackedBits() throws FormatException {
        // Encodings.md: the numbers 0 to 7 in 3 bits are 0x88 0xC6 0xFA.
        byte[] packed = {3, (byte) 0x88, (byte) 0xc6, (byte) 0xfa, 8, 5};
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 5}, Levels.read("x", packed, 0, packed.length, 3, 12));
        FormatException e = assertThrows(FormatException.class, () -> Levels.read("x", packed, 0, packed.length, 3, 13));
        assertTrue(e.getMessage().contains("after 12 of 13"), e.getMessage());
    }

    @Test
    void readsDifferences() throws FormatException {
        // Encodings.md: 7, 5, 3, 1, 2, 3, 4, 5 in a block of four miniblocks, least difference -2, the others 0 or 3 above it in 2 bits.
        byte[] packed = {(byte) 0x80, 1, 4, 8, 14, 3, 2, 0, 0, 0, (byte) 0xc0, 0x3f, 0, 0, 0, 0, 0, 0, 9};
        Delta delta = new Delta("x", packed, 0, packed.length);
        assertArrayEquals(new long[] {7, 5, 3, 1, 2, 3, 4, 5}, delta.read(8));
        assertEquals(packed.length - 1, delta.at(), "the rest of the miniblock is filled up");
        for (int n : new int[] {3, 9, 15}) {
            assertTrue(assertThrows(FormatException.class, () -> new Delta("x", packed, 0, n).read(8)).getMessage().contains("cut off"));
        }
        assertTrue(assertThrows(FormatException.class, () -> new Delta("x", packed, 0, packed.length).read(9)).getMessage()
            .contains("expected 9 numbers in blocks of miniblocks of a multiple of 8, found 8"));
    }

    @Test
    void unpacksSnappy() throws FormatException {
        // Format description of Snappy: a literal "ab", then a copy of 4 bytes from 2 back.
        byte[] packed = {6, 1 << 2, 'a', 'b', 1, 2};
        assertEquals("ababab", new String(Snappy.unpack("x", packed, 0, packed.length, 6), StandardCharsets.US_ASCII));
        byte[] back = {6, 1 << 2, 'a', 'b', 1, 3};
        assertTrue(assertThrows(FormatException.class, () -> Snappy.unpack("x", back, 0, 6, 6)).getMessage().contains("3 bytes back"));
    }

    @Test
    void cutAndDamagedFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(new ParquetSamples().files(SharedData.dir()).getFirst());
        FormatException e = assertThrows(FormatException.class, () -> new ParquetReader().read(new Content("cut.parquet",
            Arrays.copyOf(whole, whole.length / 2))));
        assertTrue(e.getMessage().contains("mark PAR1 at the end"), e.getMessage());
        byte[] long1 = whole.clone();
        long1[whole.length - 5] = 0x70;
        assertTrue(assertThrows(FormatException.class, () -> new ParquetReader().read(new Content("x", long1))).getMessage()
            .contains("footer of"));
        // The data of the sample are large; damage to the footer, where the structure stands, is tried below.
        byte[] footer = whole.clone();
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        int refused = 0;
        int start = whole.length - 8 - java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
        for (int k = 0; k < 150; k++) {
            byte[] b = footer.clone();
            b[start + random.nextInt(1500)] ^= (byte) (1 << random.nextInt(8));
            try {
                new ParquetReader().read(new Content("flip " + k, b));
            } catch (FormatException f) {
                refused++;
            }
        }
        assertTrue(refused > 10, "refused " + refused);
    }
}
