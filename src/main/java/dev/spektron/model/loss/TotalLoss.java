package dev.spektron.model.loss;

import dev.spektron.autograd.Graph;
import dev.spektron.autograd.Value;
import dev.spektron.model.config.LossConfig;
import dev.spektron.tensor.Shape;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The weighted sum of the terms that a graph has. A term of weight 0, or one that nobody gave, is no part of it; a term whose input is
/// missing in a batch counts exactly 0 and is reported as absent.
public final class TotalLoss {
    /// The terms and the names under which they are logged.
    public enum Term {
        MSRP("msrp"), CONTRASTIVE("contrastive"), DENOISE("denoise"), TRANSPORT("ot"), PHYSICS("physics"), VIB("vib"),
        BALANCE("moe_balance");

        private final String key;

        Term(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        /// Its weight.
        public float weight(LossConfig c) {
            return switch (this) {
                case MSRP -> c.msrp();
                case CONTRASTIVE -> c.contrastive();
                case DENOISE -> c.denoise();
                case TRANSPORT -> c.transport();
                case PHYSICS -> c.physics();
                case VIB -> c.vib();
                case BALANCE -> c.balance();
            };
        }
    }

    /// What is logged of a term: NaN for both numbers if it is absent.
    public record Reading(boolean present, double raw, double weighted) {
        static final Reading ABSENT = new Reading(false, Double.NaN, Double.NaN);
    }

    private record Part(Value raw, Value weighted, Value present) {}

    private final Graph g;
    private final LossConfig config;
    private final Map<Term, Part> parts = new EnumMap<>(Term.class);

    public TotalLoss(Graph g, LossConfig config) {
        this.g = g;
        this.config = config;
    }

    /// Whether a term has a weight, so that it is worth tracing.
    public boolean wants(Term term) {
        return term.weight(config) > 0;
    }

    /// Adds a term that every batch has.
    public TotalLoss add(Term term, Value raw) {
        return add(term, raw, null);
    }

    /// Adds a term.
    ///
    /// @param present scalar, 0 where this batch lacks what the term needs; null if it never does
    public TotalLoss add(Term term, Value raw, Value present) {
        Rows.shape(term.key(), "a loss", raw.shape(), Shape.SCALAR);
        if (parts.containsKey(term)) {
            throw new IllegalArgumentException("loss " + term.key() + ": there is one already");
        }
        if (wants(term)) {
            Value counted = present == null ? raw : present.select(raw, g.constant(0));
            parts.put(term, new Part(counted, counted.mul(term.weight(config)), present));
        }
        return this;
    }

    /// The sum.
    public Value value() {
        Value sum = null;
        for (Part p : parts.values()) {
            sum = sum == null ? p.weighted : sum.add(p.weighted);
        }
        if (sum == null) {
            throw new IllegalStateException("loss: expected at least one term with a weight above 0, found none; set losses.msrp to 1");
        }
        return sum;
    }

    /// The weighted terms by their names, for diagnostics.
    public Map<String, Value> weighted() {
        Map<String, Value> out = new LinkedHashMap<>();
        parts.forEach((t, p) -> out.put(t.key(), p.weighted));
        return out;
    }

    /// Keeps the terms as outputs `loss.NAME`, and `present.NAME` where a term may be absent.
    public void output() {
        parts.forEach((t, p) -> {
            g.output("loss." + t.key(), p.raw);
            if (p.present != null) {
                g.output("present." + t.key(), p.present);
            }
        });
    }

    /// All seven terms after a run.
    ///
    /// @param scalar gives the value of an output by its name
    public Map<Term, Reading> read(ToDoubleFunction<String> scalar) {
        Map<Term, Reading> out = new EnumMap<>(Term.class);
        for (Term t : Term.values()) {
            Part p = parts.get(t);
            boolean present = p != null && (p.present == null || scalar.applyAsDouble("present." + t.key()) != 0);
            double raw = present ? scalar.applyAsDouble("loss." + t.key()) : Double.NaN;
            out.put(t, present ? new Reading(true, raw, raw * t.weight(config)) : Reading.ABSENT);
        }
        return out;
    }
}
