package dev.spektron.backend;

import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import dev.spektron.tensor.ShapeException;
import dev.spektron.tensor.Tensor;

/// The numbers of a layout, all 0 at first. Plans that are compiled with the same variables work on the same numbers.
///
/// A backend that computes on another device keeps a copy there, a [Mirror]. Whoever uses `get`, `set` or `data` need not know: before the
/// host looks at the numbers they are fetched, and what the host has changed is sent before the next run. Numbers belong to one backend
/// at a time.
public final class Variables {
    /// A copy of all numbers on a device.
    public interface Mirror {
        /// Brings the host's numbers up to date, if the device has changed them.
        void fetch();

        /// The host changes its numbers: they must be sent before the device computes again.
        void hostChanges();
    }

    private final VariableLayout layout;
    private final Section last;
    private final float[] data;
    private Mirror mirror;

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

    /// The array itself, to be read and written, but not beyond the next run.
    public float[] data() {
        fetch();
        if (mirror != null) {
            mirror.hostChanges();
        }
        return data;
    }

    /// Hands the numbers over to a device that keeps a copy of them. One that had a copy before gives it back first.
    ///
    /// @return the array of the host; its numbers are those of the device after [Mirror#fetch()]
    public float[] attach(Mirror to) {
        fetch();
        mirror = to;
        return data;
    }

    /// Takes the numbers back from a device, if they are still there.
    public void detach(Mirror from) {
        if (mirror == from) {
            fetch();
            mirror = null;
        }
    }

    private void fetch() {
        if (mirror != null) {
            mirror.fetch();
        }
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
        System.arraycopy(values, 0, data(), slot.offset(), values.length);
    }

    private float[] read(Slot slot) {
        fetch();
        float[] out = new float[slot.size()];
        System.arraycopy(data, slot.offset(), out, 0, out.length);
        return out;
    }
}
