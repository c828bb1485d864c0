package dev.spektron.bench.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the body of a `forward` method as a TorchScript archive, which libtorch compiles: a zip of the source text and of a pickled
/// module without parameters. So peers need neither Python nor files of a foreign program.
final class TorchScript {
    private TorchScript() {}

    /// Writes `DIR/NAME.pt`.
    ///
    /// @param parameters the parameters after self, such as `x: Tensor, w: Tensor`
    /// @param result     type of the result
    /// @param body       lines of the body, without indentation of the whole
    static void write(Path dir, String name, String parameters, String result, String body) throws IOException {
        StringBuilder code = new StringBuilder("class Peer(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        code.append("  def forward(self: __torch__.Peer,\n    ").append(parameters).append(") -> ").append(result).append(":\n");
        body.lines().forEach(line -> code.append("    ").append(line).append('\n'));
        Files.createDirectories(dir);
        try (OutputStream out = Files.newOutputStream(dir.resolve(name + ".pt")); ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, name + "/data.pkl", module());
            put(zip, name + "/code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
            put(zip, name + "/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, name + "/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// The pickle of an object of class `__torch__.Peer` with `training = False`.
    private static byte[] module() throws IOException {
        ByteArrayOutputStream p = new ByteArrayOutputStream();
        p.write(new byte[] {(byte) 0x80, 2});
        p.write("c__torch__\nPeer\n".getBytes(StandardCharsets.US_ASCII));
        p.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', 'X', 8, 0, 0, 0});
        p.write("training".getBytes(StandardCharsets.US_ASCII));
        p.write(new byte[] {'q', 1, (byte) 0x89, 's', 'b', 'q', 2, '.'});
        return p.toByteArray();
    }

    /// libtorch reads stored entries only.
    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry e = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        e.setMethod(ZipEntry.STORED);
        e.setSize(bytes.length);
        e.setCompressedSize(bytes.length);
        e.setCrc(crc.getValue());
        zip.putNextEntry(e);
        zip.write(bytes);
        zip.closeEntry();
    }
}
