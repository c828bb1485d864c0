package dev.spektron.backend;

import dev.spektron.backend.op.Section;
import dev.spektron.tensor.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The order of all variables in one array: parameters, state, then gradients, moments and average, laid out like the parameters.
///
/// Parameters stand group by group (a group has its own optimiser settings), inside a group in the order of definition, each at a
/// multiple of 16 elements; the gaps stay 0. The order depends on nothing else, so plans of one model share the array whatever they
/// compute.
public final class VariableLayout {
    /// Elements to which every variable is aligned: one cache line, one 512-bit vector.
    public static final int ALIGNMENT = 16;

    /// One variable. `group` is -1 for state.
    public record Entry(String name, Shape shape, int group) {
        public boolean trained() {
            return group >= 0;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private int parameters;
    private int state;
    private boolean fixed;

    /// Defines a trained variable.
    public Entry parameter(String name, Shape shape, int group) {
        if (group < 0) {
            throw new IllegalArgumentException("parameter " + name + ": expected a group of at least 0, found " + group);
        }
        return define(new Entry(name, shape, group));
    }

    /// Defines a variable that is not trained.
    public Entry state(String name, Shape shape) {
        return define(new Entry(name, shape, -1));
    }

    private Entry define(Entry e) {
        if (fixed) {
            throw new IllegalStateException("variable " + e.name
                + ": the layout is in use by a plan; define all variables before planning");
        }
        Entry old = entries.putIfAbsent(e.name, e);
        if (old != null) {
            throw new IllegalArgumentException("variable " + e.name + e.shape + ": there is one of this name already, " + old.shape);
        }
        return e;
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    public Entry entry(String name) {
        Entry e = entries.get(name);
        if (e == null) {
            throw new IllegalArgumentException("variable " + name + ": there is none of this name among " + entries.size());
        }
        return e;
    }

    /// All variables in the order of definition.
    public Collection<Entry> entries() {
        return entries.values();
    }

    /// Number of trained numbers, without gaps.
    public long parameterCount() {
        return entries.values().stream().filter(Entry::trained).mapToLong(e -> e.shape.size()).sum();
    }

    private static int align(long n, int to) {
        long a = (n + to - 1) / to * to;
        if (a > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("variables: expected at most " + Integer.MAX_VALUE + " elements in one array, found " + a);
        }
        return (int) a;
    }

    /// Assigns the offsets; from then on nothing can be defined.
    public void fix() {
        if (fixed) {
            return;
        }
        fixed = true;
        List<Entry> trained = new ArrayList<>(entries.values().stream().filter(Entry::trained).toList());
        trained.sort(Comparator.comparingInt(Entry::group));
        for (Entry e : trained) {
            offsets.put(e.name, parameters);
            parameters = align((long) parameters + e.shape.size(), ALIGNMENT);
        }
        for (Entry e : entries.values()) {
            if (!e.trained()) {
                offsets.put(e.name, state);
                state = align((long) state + e.shape.size(), ALIGNMENT);
            }
        }
        // The passes of optimisers over a whole section run in multiples of this on a GPU.
        parameters = align(parameters, 256);
    }

    /// Elements of a section.
    public int size(Section section) {
        fix();
        return section == Section.STATE ? state : parameters;
    }

    /// First element of a section.
    public int start(Section section) {
        long at = 0;
        for (Section s : Section.values()) {
            if (s == section) {
                return align(at, 1);
            }
            at += size(s);
        }
        throw new AssertionError(section);
    }

    /// Elements of all sections up to and with `last`.
    public int size(Section section, Section last) {
        return align((long) start(last) - start(section) + size(last), 1);
    }

    /// Place of a variable in the first two sections.
    public Slot slot(String name) {
        Entry e = entry(name);
        return at(e.trained() ? Section.PARAMETERS : Section.STATE, e);
    }

    /// Place of what belongs to a parameter in another section, such as its gradient.
    public Slot slot(Section section, String name) {
        Entry e = entry(name);
        if (!e.trained()) {
            throw new IllegalArgumentException("variable " + name + ": it is not trained and has no part in " + section);
        }
        return at(section, e);
    }

    private Slot at(Section section, Entry e) {
        fix();
        return new Slot(Space.VARIABLES, start(section) + offsets.get(e.name), e.shape);
    }

    /// A section as a whole, or the part of one group (with the gaps inside it); empty for a group without parameters.
    public Slot range(Section section, int group) {
        int from = 0;
        int to = size(section);
        if (group >= 0) {
            from = Integer.MAX_VALUE;
            to = 0;
            for (Entry e : entries.values()) {
                if (e.group == group) {
                    from = Math.min(from, offsets.get(e.name));
                    to = Math.max(to, align((long) offsets.get(e.name) + e.shape.size(), ALIGNMENT));
                }
            }
            from = Math.min(from, to);
        }
        return new Slot(Space.VARIABLES, start(section) + from, Shape.of(to - from));
    }
}
