package dev.spektron.experiment.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.spektron.backend.Backend;
import dev.spektron.backend.tornado.HostTornado;
import dev.spektron.experiment.StudyResult.Provenance;
import dev.spektron.experiment.report.KernelFigure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Tables of several devices: what stands beside the times, and what becomes of a kernel that fails on one of them.
class HostKernelTableTest {
    private static final Ceilings CEILINGS = new Ceilings(1e12, 1e12, 1e11, 0, 0);
    private static final Ceilings DEVICE = new Ceilings(2e12, 1e12, 1e12, 1e12, 1e-5);
    private static final KernelCase CASE = KernelCases.named("softmax (16512, 129)");

    private static Timing timing(double median) {
        return new Timing(3, median, median, median);
    }

    private static KernelTable.Row row(double t, Timing scalar, Timing vector) {
        return new KernelTable.Row(CASE, 1_000_000_000L, 1 << 30, timing(t), scalar, vector, null);
    }

    private static List<KernelTable> tables() {
        Timing scalar = timing(1);
        Timing vector = timing(0.1);
        KernelTable.Row failed = new KernelTable.Row(CASE, 0, 0, null, null, null, "kernel <k> does not compile");
        return List.of(new KernelTable("scalar", "scalar: 1 thread", CEILINGS, List.of(row(1, null, null), row(1, null, null))),
            new KernelTable("vector", "vector: 1 thread", CEILINGS, List.of(row(0.1, scalar, null), row(0.1, scalar, null))),
            new KernelTable("tornado:opencl:0", "tornado: a card", DEVICE, List.of(row(0.004, scalar, vector), failed)));
    }

    @Test
    void eachDeviceHasItsOwnCeiling() {
        String text = KernelReport.text(tables());
        assertTrue(text.contains("tornado:opencl:0  tornado: a card\n  ceilings: 2000 GFLOP/s (best matrix product 1000), "
            + "1000 GB/s in caches, 1000 GB/s in memory; a run takes 10 us at least\n"), text);
        assertTrue(text.contains(" tornado:opencl:0      4000.0     250.0    268.4      27%     250.0      25.0\n"), text);
        assertTrue(text.contains("FAILED: kernel <k> does not compile"), text);
        assertTrue(text.contains("lowest share of the ceiling on tornado:opencl:0:\n   26.8%  softmax (16512, 129) "), text);
    }

    @Test
    void theJsonSaysTheSame() {
        Provenance p = new Provenance("spektron bench", "", "", "", "", 1, "", Map.of(), Map.of());
        JsonArray devices = JsonParser.parseString(KernelReport.json(tables(), p)).getAsJsonObject().getAsJsonArray("devices");
        JsonObject device = devices.get(2).getAsJsonObject();
        assertEquals(1e12, device.getAsJsonObject("ceilings").get("productFlopsPerSecond").getAsDouble());
        JsonArray kernels = device.getAsJsonArray("kernels");
        assertEquals((1 << 30) / 1e12 / 0.004, kernels.get(0).getAsJsonObject().get("ceilingShare").getAsDouble(), 1e-12);
        assertEquals(0.1, kernels.get(0).getAsJsonObject().getAsJsonObject("vectorSeconds").get("median").getAsDouble());
        assertEquals("kernel <k> does not compile", kernels.get(1).getAsJsonObject().get("failure").getAsString());
    }

    @Test
    void theFigureShowsEveryDeviceAndFailure() throws IOException {
        String svg = KernelFigure.of(tables()).svg();
        for (String text : new String[] {">250<", ">10<", ">failed<", ">tornado:opencl:0<", ">rows<", ".fill.k2 {"}) {
            assertTrue(svg.contains(text), text + " in\n" + svg);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        KernelFigure.of(tables()).png(png);
        assertEquals(1400, ImageIO.read(new ByteArrayInputStream(png.toByteArray())).getWidth());
    }

    @Test
    void aKernelThatFailsOnOneOfSeveralDevicesSaysWhy() {
        try (Backend device = HostTornado.backend()) {
            List<KernelCase> cases = List.of(CASE, new KernelCase("broken", "rows", b -> {
                throw new IllegalArgumentException("no such kernel\nand more");
            }));
            List<KernelTable> tables = List.of(new KernelTable(device.device(), "a", DEVICE, new ArrayList<>()),
                new KernelTable(device.device(), "b", DEVICE, new ArrayList<>()));
            KernelTable.measure(cases, List.of(device, device), tables, 1e-4, 1, null, _ -> { });
            KernelTable.Row good = tables.getFirst().rows().getFirst();
            assertTrue(good.over(good.scalar()) > 0 && good.failure() == null, good.toString());
            assertEquals("no such kernel", tables.getLast().rows().getLast().failure());
            List<KernelTable> alone = List.of(new KernelTable(device.device(), "a", DEVICE, new ArrayList<>()));
            assertThrows(IllegalArgumentException.class,
                () -> KernelTable.measure(cases.subList(1, 2), List.of(device), alone, 1e-4, 1, null, _ -> { }));
        }
    }
}
