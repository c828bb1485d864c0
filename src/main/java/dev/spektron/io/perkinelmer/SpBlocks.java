package dev.spektron.io.perkinelmer;

import dev.spektron.io.FormatException;
import dev.spektron.io.formats.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The nested blocks of a file: each has a number (2 bytes), a length (4 bytes) and a payload that begins with the code of its type.
/// Numbers mean something only beside their container.
final class SpBlocks {
    static final int ROOT = 44;
    private static final int HEAD = 6;
    private static final int TEXT = 0x7523;
    private static final int DOUBLES = 0x7516;
    private static final int DOUBLE = 0x751b;
    private static final int DOUBLE_WITH_FLAG = 0x751c;
    private static final int PAIR = 0x751d;
    private static final int INTEGER = 0x752b;
    private static final int SHORT = 0x752c;
    private static final int DATA_SET = 120;
    private static final int LAST_CONTAINER = 124;
    private static final int DEEPEST = 64;

    /// @param container number of the block around it
    /// @param at first byte of the payload
    /// @param size length of the payload
    record Item(int container, int number, long at, long size, int type) {}

    private final Bytes bytes;
    private final List<Item> items = new ArrayList<>();

    private SpBlocks(Bytes bytes) {
        this.bytes = bytes;
    }

    static SpBlocks read(Bytes bytes) throws FormatException {
        SpBlocks blocks = new SpBlocks(bytes);
        int number = bytes.u16(ROOT, "number of the outermost block");
        if (number != DATA_SET) {
            throw bytes.error(ROOT, "expected a data set (block " + DATA_SET + "), found block " + number
                + "; images and other data are not read, export spectra as text or SPC");
        }
        long size = bytes.u32(ROOT + 2, "length of the data set");
        bytes.need(ROOT + HEAD, size, "the data set");
        blocks.list(DATA_SET, ROOT + HEAD, ROOT + HEAD + size, 0);
        return blocks;
    }

    private void list(int container, long from, long end, int depth) throws FormatException {
        long at = from;
        while (at < end) {
            int number = end - at < HEAD ? -1 : bytes.u16(at, "number of a block");
            long size = number < 0 ? 0 : bytes.u32(at + 2, "length of a block");
            if (number < 0 || size > end - at - HEAD) {
                throw bytes.error(at, "expected a block that ends with its container at byte " + end + ", found "
                    + (number < 0 ? (end - at) + " bytes" : "a length of " + size) + "; the file is damaged, fetch it again");
            }
            long payload = at + HEAD;
            int type = size < 2 ? 0 : bytes.u16(payload, "type of a block");
            if (depth < DEEPEST && isContainer(number)) {
                list(number, payload, payload + size, depth + 1);
            } else if (depth < DEEPEST && holdsContainer(payload, size, type)) {
                list(container, payload, payload + size, depth + 1);
            } else {
                items.add(new Item(container, number, payload, size, type));
            }
            at = payload + size;
        }
    }

    private static boolean isContainer(int number) {
        return number > DATA_SET && number <= LAST_CONTAINER;
    }

    /// Other blocks may have a container, which fills them, in place of a value.
    private boolean holdsContainer(long payload, long size, int type) throws FormatException {
        return isContainer(type) && size >= HEAD && bytes.u32(payload + 2, "length of a block") == size - HEAD;
    }

    List<String> texts(int container, int number) throws FormatException {
        List<String> found = new ArrayList<>();
        for (Item i : items) {
            if (i.container == container && i.number == number && i.type == TEXT && i.size >= 4) {
                int n = (int) Math.min(bytes.u16(i.at + 2, "length of a text"), i.size - 4);
                String text = bytes.text(i.at + 4, n, StandardCharsets.ISO_8859_1, "text");
                if (!text.isEmpty()) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    String text(int container, int number) throws FormatException {
        List<String> found = texts(container, number);
        return found.isEmpty() ? "" : found.getFirst();
    }

    /// The first number in a block, whichever type it has.
    OptionalDouble number(int container, int number) throws FormatException {
        for (Item i : items) {
            if (i.container == container && i.number == number) {
                if ((i.type == DOUBLE || i.type == DOUBLE_WITH_FLAG || i.type == PAIR) && i.size >= 10) {
                    return OptionalDouble.of(bytes.f64(i.at + 2, "number"));
                }
                if (i.type == INTEGER && i.size >= 6) {
                    return OptionalDouble.of(bytes.i32(i.at + 2, "number"));
                }
                if (i.type == SHORT && i.size >= 4) {
                    return OptionalDouble.of(bytes.i16(i.at + 2, "number"));
                }
            }
        }
        return OptionalDouble.empty();
    }

    /// The two numbers of a block, such as the ends of the axis.
    double[] pair(int number, String what) throws FormatException {
        Item i = require(number, PAIR, 18, what);
        return bytes.f64s(i.at + 2, 2, what);
    }

    int integer(int number, String what) throws FormatException {
        return bytes.i32(require(number, INTEGER, 6, what).at + 2, what);
    }

    /// The `n` ordinates of a block.
    double[] doubles(int number, int n, String what) throws FormatException {
        Item i = require(number, DOUBLES, 6, what);
        long size = bytes.u32(i.at + 2, "length of " + what);
        if (n <= 0 || size != 8L * n || size > i.size - 6) {
            throw bytes.error(i.at + 2, "expected " + n + " numbers of 8 bytes as " + what + ", found " + size + " bytes in a block of "
                + i.size
                + "; the file is damaged, fetch it again");
        }
        return bytes.f64s(i.at + 6, n, what);
    }

    private Item require(int number, int type, int size, String what) throws FormatException {
        for (Item i : items) {
            if (i.container == DATA_SET && i.number == number && i.type == type && i.size >= size) {
                return i;
            }
        }
        throw bytes.error(ROOT, "expected " + what + " (block " + number + " of type " + type
            + ") in the data set, found none; only spectra with "
            + "constant interval are read, export others as text or SPC");
    }
}
