package dev.spektron.bench.peers;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.spektron.backend.Backend;
import dev.spektron.backend.vector.VectorBackend;
import dev.spektron.experiment.bench.KernelCase;
import dev.spektron.experiment.bench.KernelCases;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// One kernel, ours or the peer's. [PeerTable] runs both sides of each kernel one after the other and prints their ratio.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 2, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Xmx4g",
    "--sun-misc-unsafe-memory-access=allow", "-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-Dslf4j.internal.verbosity=ERROR", "-Dai.djl.pytorch.graph_optimizer=false"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeerBenchmark {
    static final String SPEKTRON = "spektron";
    static final String LIBTORCH = "libtorch";
    /// libtorch with the recurrence rewritten for it.
    static final String TUNED = "libtorch, tuned";
    /// libtorch with the recurrence as the reference program has it.
    static final String PUBLISHED = "libtorch, as published";
    /// libtorch's fused optimiser.
    static final String FUSED = "libtorch, fused";

    @Param("softmax (16512, 129)")
    public String kernel;

    @Param({SPEKTRON, LIBTORCH})
    public String side;

    @Param("1")
    public int threads;

    private Backend backend;
    private KernelCase.Prepared ours;
    private NDManager manager;
    private Model model;
    private ParameterStore store;
    private NDList inputs;
    private PeerCase peer;

    @Setup
    public void setup() throws Exception {
        if (side.equals(SPEKTRON)) {
            backend = new VectorBackend(threads);
            ours = KernelCases.named(kernel).prepare(backend);
            return;
        }
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        peer = PeerCases.all().stream().filter(c -> c.kernel().equals(kernel) && c.side().equals(side)).findFirst().orElseThrow();
        Path dir = Path.of("target", "peers");
        String name = "peer" + Integer.toHexString(peer.toString().hashCode());
        TorchScript.write(dir, name, peer.parameters(), "Tensor", peer.body());
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        model = Model.newInstance(name, Device.cpu(), "PyTorch");
        model.load(dir, name + ".pt");
        store = new ParameterStore(manager, false);
        inputs = inputs();
    }

    private NDList inputs() {
        NDList list = new NDList();
        String[] names = peer.parameters().split(", ");
        for (int i = 0; i < names.length; i++) {
            Shape shape = new Shape(peer.inputs().get(i));
            boolean positive = peer.positive().contains(names[i].substring(0, names[i].indexOf(':')));
            NDArray a = positive ? manager.randomUniform(0.001f, 0.1f, shape) : manager.randomNormal(shape);
            list.add(a);
        }
        return list;
    }

    @TearDown
    public void close() {
        if (backend != null) {
            ours.close();
            backend.close();
        }
        if (manager != null) {
            model.close();
            manager.close();
        }
    }

    @Benchmark
    public void run() {
        if (backend != null) {
            ours.run().run();
        } else if (peer.gradient()) {
            try (GradientCollector _ = Engine.getEngine("PyTorch").newGradientCollector()) {
                forward(true);
            }
        } else {
            forward(false);
        }
    }

    private void forward(boolean training) {
        try (NDManager scope = manager.newSubManager()) {
            NDList out = model.getBlock().forward(store, new NDList(inputs), training);
            out.attach(scope);
        }
    }
}
