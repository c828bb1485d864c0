package dev.spektron.train.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An event file for TensorBoard: scalars as measurements, header and summary as texts.
///
/// Messages are those of tensorflow/core/util/event.proto and framework/summary.proto. A resumed run writes a further file, whose
/// SessionLog START makes TensorBoard forget what the files before it say of later steps.
public final class TensorBoardSink implements MetricSink {
    private static final String PREFIX = "events.out.tfevents.";
    private static final int SESSION_START = 1;
    private static final int TYPE_STRING = 7;

    private final Path file;
    private final RecordFile out;
    private final InstantSource clock;
    private long lastStep;

    private TensorBoardSink(Path folder, InstantSource clock) throws IOException {
        this.clock = clock;
        Files.createDirectories(folder);
        // TensorBoard reads the files of a folder in the order of their names.
        long second = Math.max(clock.millis() / 1000, newest(folder).map(s -> s + 1).orElse(0L));
        Path name = null;
        RecordFile made = null;
        while (made == null) {
            try {
                name = folder.resolve(String.format(Locale.ROOT, "%s%010d.%s", PREFIX, second, host()));
                made = new RecordFile(name);
            } catch (FileAlreadyExistsException e) {
                second++;
            }
        }
        file = name;
        out = made;
        write(event().text(3, "brain.Event:2"));
    }

    /// Begins a new event file in a folder.
    public static TensorBoardSink create(Path folder, InstantSource clock) throws IOException {
        return new TensorBoardSink(folder, clock);
    }

    /// Goes on after `step`.
    public static TensorBoardSink resume(Path folder, long step, InstantSource clock) throws IOException {
        TensorBoardSink sink = new TensorBoardSink(folder, clock);
        sink.lastStep = step;
        // From this step on, earlier files count no more.
        sink.write(sink.event().integer(2, step + 1).message(7, new ProtoWriter().integer(1, SESSION_START)));
        return sink;
    }

    private static Optional<Long> newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.matches("events\\.out\\.tfevents\\.\\d{1,15}\\..*"))
                .map(n -> Long.parseLong(n.substring(PREFIX.length(), n.indexOf('.', PREFIX.length())))).max(Comparator.naturalOrder());
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /// The file that this sink writes.
    public Path file() {
        return file;
    }

    private ProtoWriter event() {
        return new ProtoWriter().doubled(1, Facts.seconds(clock));
    }

    @Override
    public void header(Map<String, ?> facts) {
        texts("header/", 0, facts);
    }

    @Override
    public void summary(Map<String, ?> facts) {
        texts("summary/", lastStep, facts);
    }

    private void texts(String prefix, long step, Map<String, ?> facts) {
        ProtoWriter summary = new ProtoWriter();
        facts.forEach((k, v) -> summary.message(1, text(prefix + k, String.valueOf(v))));
        write(stepped(step).message(5, summary));
    }

    private ProtoWriter stepped(long step) {
        // A field at its default is left out.
        return step == 0 ? event() : event().integer(2, step);
    }

    private static ProtoWriter text(String tag, String text) {
        // Four spaces in front of each line are Markdown for text that is to stand as it is.
        String shown = text.contains("\n") ? text.indent(4) : text;
        ProtoWriter tensor = new ProtoWriter().integer(1, TYPE_STRING)
            .message(2, new ProtoWriter().message(2, new ProtoWriter().integer(1, 1))).text(8, shown);
        ProtoWriter metadata = new ProtoWriter().message(1, new ProtoWriter().text(1, "text"));
        return new ProtoWriter().text(1, tag).message(8, tensor).message(9, metadata);
    }

    @Override
    public void log(long step, Map<String, Double> metrics) {
        lastStep = step;
        ProtoWriter summary = new ProtoWriter();
        metrics.forEach((k, v) -> summary.message(1, new ProtoWriter().text(1, k).single(2, v.floatValue())));
        write(stepped(step).message(5, summary));
    }

    private void write(ProtoWriter event) {
        try {
            out.add(event.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /// Forces what was written to the disk.
    @Override
    public void flush() {
        try {
            out.force();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
