package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// The host double holds callers to the rules of TornadoVM: whoever forgets a transfer must see it.
class HostDoubleTest {
    private final float[] x = {1, 2, 3};
    private final float[] y = new float[3];

    private static void plus(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = x[i] + 1;
        }
    }

    private TaskGraph plus(String name, int mode) {
        return new TaskGraph(name).transferToDevice(mode, x).transferToHost(DataTransferMode.EVERY_EXECUTION, y)
            .task("t", HostDoubleTest::plus, x, y, 2);
    }

    private static TornadoExecutionPlan plan(TaskGraph... graphs) {
        return new TornadoExecutionPlan(java.util.Arrays.stream(graphs).map(TaskGraph::snapshot)
            .toArray(uk.ac.manchester.tornado.api.ImmutableTaskGraph[]::new));
    }

    @Test
    void whatNoKernelWritesIsNotANumber() {
        plan(plus("a", DataTransferMode.EVERY_EXECUTION)).execute();
        assertArrayEquals(new float[] {2, 3, Float.NaN}, y);
    }

    @Test
    void firstExecutionCopiesOnceAndEveryExecutionAlways() {
        TornadoExecutionPlan once = plan(plus("a", DataTransferMode.FIRST_EXECUTION));
        TornadoExecutionPlan always = plan(plus("a", DataTransferMode.EVERY_EXECUTION));
        once.execute();
        always.execute();
        x[0] = 10;
        once.execute();
        assertEquals(2, y[0]);
        always.execute();
        assertEquals(11, y[0]);
    }

    @Test
    void anArrayThatNoTransferNamesIsAnError() {
        TaskGraph g = new TaskGraph("a").transferToDevice(DataTransferMode.EVERY_EXECUTION, x);
        String found = assertThrows(IllegalArgumentException.class, () -> g.task("t", HostDoubleTest::plus, x, y, 2)).getMessage();
        assertTrue(found.contains("a.t: an array is named by no transfer"), found);
    }

    @Test
    void aGraphTakesAtMost256Tasks() {
        TaskGraph g = new TaskGraph("a").transferToDevice(DataTransferMode.EVERY_EXECUTION, x).persistOnDevice(y);
        for (int i = 0; i < 256; i++) {
            g.task("t" + i, HostDoubleTest::plus, x, y, 2);
        }
        assertThrows(IllegalArgumentException.class, () -> g.task("one more", HostDoubleTest::plus, x, y, 2));
    }

    private static void many(float[] x, int a, int b, int c, int d, int e, int f, int g, int h, int i, int j) {
        x[0] = a + b + c + d + e + f + g + h + i + j;
    }

    @Test
    void aGraphTakesAtMost8192BytesOfCode() {
        TaskGraph g = new TaskGraph("a").persistOnDevice(x);
        for (int i = 0; i < 8192 / (15 + 5 * 11); i++) {
            g.task("t" + i, HostDoubleTest::many, x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        }
        assertThrows(IllegalArgumentException.class, () -> g.task("one more", HostDoubleTest::many, x, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    private TaskGraph consumer(String name, String from) {
        return new TaskGraph(name).consumeFromDevice(from, x).persistOnDevice(x).task("t", HostDoubleTest::plus, x, x, 3);
    }

    @Test
    void anArrayIsHandedOnToTheGraphThatFollowsAndToNoOther() {
        TaskGraph first = new TaskGraph("first").transferToDevice(DataTransferMode.FIRST_EXECUTION, x).persistOnDevice(x)
            .task("t", HostDoubleTest::plus, x, x, 3);
        TornadoExecutionPlan plan = plan(first, consumer("second", "first"), consumer("third", "second"));
        assertThrows(IllegalStateException.class, () -> plan.withGraph(1).execute(), "nothing ran before");
        plan.withGraph(0).execute();
        plan.withGraph(1).execute().transferToHost(x);
        assertArrayEquals(new float[] {3, 4, 5}, x);
        assertThrows(IllegalStateException.class, () -> plan.withGraph(1).execute(), "the graph before it is not first");
        plan.withGraph(2).execute().transferToHost(x);
        assertArrayEquals(new float[] {4, 5, 6}, x);
    }

    @Test
    void anArrayThatIsNotPersistedIsNotHandedOn() {
        TaskGraph first = new TaskGraph("first").transferToDevice(DataTransferMode.FIRST_EXECUTION, x)
            .transferToHost(DataTransferMode.EVERY_EXECUTION, y).task("t", HostDoubleTest::plus, x, y, 3);
        TornadoExecutionPlan plan = plan(first, consumer("second", "first"));
        plan.withGraph(0).execute();
        assertThrows(IllegalStateException.class, () -> plan.withGraph(1).execute());
    }

    @Test
    void onlyWhatIsNamedComesBackOnDemand() {
        TornadoExecutionPlan plan = plan(plus("a", DataTransferMode.EVERY_EXECUTION));
        assertThrows(IllegalStateException.class, () -> plan.execute().transferToHost(x));
    }
}
