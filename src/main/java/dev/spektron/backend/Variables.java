package dev.spektron.backend;

import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;

/// The numbers of a layout, all 0 at first. Plans that are compiled with the same variables work on the same numbers.
public final class Variables {
    private final VariableLayout layout;
    private final Section last;
    private final float[] data;

    private Variables(VariableLayout layout, Section last) {
        this.layout = layout;
        this.last = last;
        this.data = new float[layout.size(Section.PARAMETERS, last)];
    }

    /// Room for the sections up to `last`: `STATE` to compute, `GRADIENTS` for gradients, `MOMENT2` for Adam, `AVERAGE` for a moving
    /// average.
    public static Variables allocate(VariableLayout layout, Section last) {
        layout.fix();
        return new Variables(layout, last);
    }

    /// Room for what a plan needs.
    public static Variables allocate(Plan plan) {
        return allocate(plan.layout(), plan.lastSection());
    }

    public VariableLayout layout() {
        return layout;
    }

    /// The last section that there is room for.
    public Section last() {
        return last;
    }

    /// The array itself; for backends.
    public float[] data() {
        return data;
    }

    public void set(String name, float... values) {
        write(layout.slot(name), name, values);
    }

    public void set(Section section, String name, float... values) {
        write(layout.slot(section, name), name, values);
    }

    public void set(String name, Tensor value) {
        Shape expected = layout.entry(name).shape();
        if (!value.shape().equals(expected)) {
            throw new ShapeException("variable " + name + ": expected shape " + expected + ", found " + value.shape());
        }
        set(name, value.data());
    }

    public float[] get(String name) {
        return read(layout.slot(name));
    }

    public float[] get(Section section, String name) {
        return read(layout.slot(section, name));
    }

    private void write(Slot slot, String name, float[] values) {
        if (values.length != slot.size()) {
            throw new ShapeException("variable " + name + slot.shape() + ": expected " + slot.size() + " numbers, found " + values.length);
        }
        System.arraycopy(values, 0, data, slot.offset(), values.length);
    }

    private float[] read(Slot slot) {
        float[] out = new float[slot.size()];
        System.arraycopy(data, slot.offset(), out, 0, out.length);
        return out;
    }
}
