package dev.spektron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCommandTest {
    @TempDir
    Path dir;

    private Cli.Run build(String out, String... more) {
        String[] args = {"corpus", "build", "sim:pretrain:8:2", "--points", "64", "--quiet", "--data-dir", dir.toString(), "--out",
            dir.resolve(out).toString()};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Cli.run(all);
    }

    @Test
    void buildsShowsVerifiesAndMerges() throws IOException {
        Cli.Run built = build("a");
        assertEquals(0, built.code(), built.err());
        assertTrue(built.out().contains("16 rows of 64 channels (16 nir), 16 of them no copies"), built.out());
        String a = dir.resolve("a").toString();
        assertEquals(built.out(), Cli.run("corpus", "info", a).out());
        assertEquals(16, JsonParser.parseString(Cli.run("corpus", "info", a, "--json").out()).getAsJsonObject().get("rows").getAsInt());
        assertEquals(0, Cli.run("corpus", "verify", a).code());
        assertEquals(0, build("b", "--seed", "5", "--layout", "v2").code());
        Cli.Run merged = Cli.run("corpus", "merge", a, dir.resolve("b").toString(), "--out", dir.resolve("c").toString());
        assertEquals(0, merged.code(), merged.err());
        assertTrue(merged.out().contains("32 rows"), merged.out());
        Path shard = dir.resolve("c/shard-00000.h5");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 1] ^= 1;
        Files.write(shard, bytes);
        Cli.Run bad = Cli.run("corpus", "verify", dir.resolve("c").toString());
        assertEquals(1, bad.code());
        assertTrue(bad.out().startsWith("shard-00000.h5: expected SHA-256"), bad.out());
    }

    @Test
    void mistakesAreOneLine() {
        assertEquals(2, Cli.run("corpus").code());
        Cli.Run name = Cli.run("corpus", "build", "rruf", "--out", dir.resolve("x").toString());
        assertEquals(2, name.code());
        assertTrue(name.err().contains("rruff"), name.err());
        Cli.Run there = Cli.run("corpus", "build", "rruff", "--data-dir", dir.toString(), "--out", dir.resolve("x").toString());
        assertEquals(1, there.code());
        assertTrue(there.err().contains("place them there"), there.err());
        assertEquals(0, build("a").code());
        assertTrue(build("a").err().contains("there is a whole corpus"));
        assertEquals(1, Cli.run("corpus", "info", dir.toString()).code());
    }
}
