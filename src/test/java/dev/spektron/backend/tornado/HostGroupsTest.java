package dev.spektron.backend.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task2;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// The host double runs work items in groups as a device does, and shows what a device would do wrong without a word.
class HostGroupsTest {
    private final float[] y = new float[8];

    /// Each item writes what its neighbour, round the group, has put into the shared memory.
    private static void neighbours(KernelContext ctx, float[] y) {
        float[] shared = ctx.allocateFloatLocalArray(4);
        int item = ctx.localIdx;
        shared[item] = 10 * ctx.groupIdx + item;
        ctx.localBarrier();
        y[4 * ctx.groupIdx + item] = shared[(item + 1) % 4];
    }

    private static void forgetsTheBarrier(KernelContext ctx, float[] y) {
        float[] shared = ctx.allocateFloatLocalArray(4);
        int item = ctx.localIdx;
        shared[item] = item;
        y[4 * ctx.groupIdx + item] = shared[(item + 1) % 4];
    }

    private static void diverges(KernelContext ctx, float[] y) {
        if (ctx.localIdx != 2) {
            ctx.localBarrier();
        }
        y[0] = 1;
    }

    private static void otherBarrier(KernelContext ctx, float[] y) {
        if (ctx.localIdx != 2) {
            ctx.localBarrier();
        } else {
            ctx.localBarrier();
        }
        y[0] = 1;
    }

    private static void counts(KernelContext ctx, float[] y) {
        int item = ctx.localIdx;
        y[4 * ctx.groupIdx + item] = 1;
    }

    private static void loop(float[] x, float[] y) {
        y[0] = x[0];
    }

    private void run(Task2<KernelContext, float[]> kernel, WorkerGrid1D grid) {
        TaskGraph g = new TaskGraph("g").transferToHost(DataTransferMode.EVERY_EXECUTION, y).task("t", kernel, new KernelContext(), y);
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan(g.snapshot())) {
            if (grid != null) {
                schedule(plan, "g.t", grid);
            }
            plan.execute();
        } catch (uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void schedule(TornadoExecutionPlan plan, String task, WorkerGrid1D grid) {
        GridScheduler scheduler = new GridScheduler();
        scheduler.addWorkerGrid(task, grid);
        plan.withGridScheduler(scheduler);
    }

    private static WorkerGrid1D grid(int all, int group) {
        WorkerGrid1D grid = new WorkerGrid1D(all);
        grid.setLocalWork(group, 1, 1);
        return grid;
    }

    @Test
    void itemsOfAGroupShareMemoryAndWaitForEachOther() {
        run(HostGroupsTest::neighbours, grid(8, 4));
        assertArrayEquals(new float[] {1, 2, 3, 0, 11, 12, 13, 10}, y);
    }

    @Test
    void sharedMemoryBeginsAsNotANumberSoThatAForgottenBarrierShows() {
        run(HostGroupsTest::forgetsTheBarrier, grid(8, 4));
        assertTrue(Float.isNaN(y[0]) || Float.isNaN(y[1]) || Float.isNaN(y[2]) || Float.isNaN(y[3]), Arrays.toString(y));
    }

    @Test
    void itemsThatPartAtABarrierAreAnError() {
        for (Task2<KernelContext, float[]> kernel : List.<Task2<KernelContext, float[]>>of(HostGroupsTest::diverges,
            HostGroupsTest::otherBarrier)) {
            String found = assertThrows(IllegalStateException.class, () -> run(kernel, grid(4, 4))).getMessage();
            assertTrue(found.contains("task g.t: expected every work item at the same barrier, found item"), found);
        }
    }

    @Test
    void aTaskWithoutAGridIsOneItem() {
        run(HostGroupsTest::counts, null);
        assertArrayEquals(new float[] {1, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN}, y);
    }

    @Test
    void aGridThatIsNoMultipleOfItsGroupsIsAnError() {
        String found = assertThrows(IllegalArgumentException.class, () -> run(HostGroupsTest::counts, grid(7, 4))).getMessage();
        assertEquals("task g.t: expected a multiple of the 4 work items of a group, at most 1024, found 7", found);
    }

    @Test
    void aGridForNoTaskOrForAParallelLoopIsAnError() {
        TaskGraph g = new TaskGraph("g").transferToHost(DataTransferMode.EVERY_EXECUTION, y).task("t", HostGroupsTest::loop, y, y);
        TornadoExecutionPlan plan = new TornadoExecutionPlan(g.snapshot());
        assertThrows(IllegalArgumentException.class, () -> schedule(plan, "g.u", grid(4, 4)));
        schedule(plan, "g.t", grid(4, 4));
        assertThrows(IllegalArgumentException.class, plan::execute);
    }
}
