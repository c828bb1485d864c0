package dev.spektron.train.checkpoint;

import dev.spektron.backend.op.Section;
import java.nio.file.Path;

/// A program that saves one checkpoint after another until it is killed. Its argument is the run folder.
final class KilledWriter {
    static final int WIDTH = 3000;

    private KilledWriter() {}

    public static void main(String[] args) throws Exception {
        CheckpointStore store = new CheckpointStore(Path.of(args[0]));
        store.clean();
        long step = store.latest().map(c -> c.state().step()).orElse(0L);
        System.out.println("ready");
        // Until the test has looked at the folder.
        if (System.in.read() < 0) {
            return;
        }
        while (true) {
            step++;
            CheckpointStore.Mark[] marks = step % 4 == 0 ? new CheckpointStore.Mark[] {CheckpointStore.Mark.BEST}
                : new CheckpointStore.Mark[0];
            store.save(Runs.variables(WIDTH, Section.AVERAGE, step), Runs.state(step), marks);
            System.out.println("saved");
        }
    }
}
