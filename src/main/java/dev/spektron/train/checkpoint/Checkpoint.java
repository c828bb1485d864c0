package dev.spektron.train.checkpoint;

import dev.spektron.backend.Variables;
import dev.spektron.io.FileBytes;
import dev.spektron.io.FormatException;
import dev.spektron.io.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/// A checkpoint on disk whose files were found whole: sizes and SHA-256 are those of `state.json`.
public final class Checkpoint {
    /// Parameters and buffers, by name.
    public static final String MODEL = "model.safetensors";
    /// What belongs to the parameters: `moment1.<name>`, `moment2.<name>`, `average.<name>`.
    public static final String OPTIMIZER = "optimizer.safetensors";
    /// Everything else.
    public static final String STATE = "state.json";

    private final Path folder;
    private final TrainState state;

    private Checkpoint(Path folder, TrainState state) {
        this.folder = folder;
        this.state = state;
    }

    /// Opens a checkpoint and verifies its files.
    ///
    /// @throws FormatException if a file is missing or damaged
    public static Checkpoint open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(folder + ": expected the folder of a checkpoint, found "
                + (Files.exists(folder) ? "a file" : "none"));
        }
        for (String name : new String[] {STATE, MODEL, OPTIMIZER}) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new FormatException(folder + ": the file " + name + " is missing; the checkpoint is damaged");
            }
        }
        StateFile file = StateFile.parse(folder.resolve(STATE).toString(), FileBytes.read(folder.resolve(STATE)));
        Map<String, StateFile.Digest> digests = file.files();
        for (String name : new String[] {MODEL, OPTIMIZER}) {
            verify(folder.resolve(name), digests.get(name));
        }
        return new Checkpoint(folder, file.state());
    }

    private static void verify(Path file, StateFile.Digest expected) throws IOException {
        if (expected == null) {
            throw new FormatException(file + ": " + STATE + " says nothing of this file; the checkpoint is damaged");
        }
        long size = Files.size(file);
        if (size != expected.bytes()) {
            throw new FormatException(file + ": expected " + expected.bytes() + " bytes, found " + size + "; the checkpoint is damaged");
        }
        String found = FileBytes.sha256(file);
        if (!found.equals(expected.sha256())) {
            throw new FormatException(file + ": expected SHA-256 " + expected.sha256() + ", found " + found
                + "; the checkpoint is damaged");
        }
    }

    public Path folder() {
        return folder;
    }

    public TrainState state() {
        return state;
    }

    /// Reads parameters and buffers, and moments and average, which the variables must have room for exactly as those that were saved.
    ///
    /// @throws FormatException if anything is missing, unexpected or of another shape; all of it is named, and nothing was read then
    public void load(Variables into) throws IOException {
        load(into, name -> false);
    }

    /// As [#load(Variables)], but tensors whose name `allowed` accepts may be missing, unexpected or of another shape: what has no
    /// counterpart keeps its value. Names in `optimizer.safetensors` have their prefix.
    public void load(Variables into, Predicate<String> allowed) throws IOException {
        TensorLoader loader = new TensorLoader(allowed);
        try (SafeTensors model = SafeTensors.read(folder.resolve(MODEL));
             SafeTensors optimizer = SafeTensors.read(folder.resolve(OPTIMIZER))) {
            loader.plan(model, TensorPlaces.model(into.layout()));
            loader.plan(optimizer, TensorPlaces.optimizer(into));
            loader.read(folder.toString(), into);
        }
    }

    /// Reads parameters and buffers only; to predict or to start another training.
    ///
    /// @param allowed names that may be missing, unexpected or of another shape
    public void loadModel(Variables into, Predicate<String> allowed) throws IOException {
        TensorLoader loader = new TensorLoader(allowed);
        try (SafeTensors model = SafeTensors.read(folder.resolve(MODEL))) {
            loader.plan(model, TensorPlaces.model(into.layout()));
            loader.read(folder.toString(), into);
        }
    }
}
