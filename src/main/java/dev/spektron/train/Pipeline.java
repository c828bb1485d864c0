package dev.spektron.train;

import dev.spektron.corpus.source.GroupSplit;
import dev.spektron.corpus.source.SourceSpectrum;
import dev.spektron.corpus.source.SpectrumSource;
import dev.spektron.model.config.AugmentConfig;
import dev.spektron.model.config.EmbeddingConfig;
import dev.spektron.model.embed.Positions;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.AxisUnit;
import dev.spektron.train.data.BatchBuilder;
import dev.spektron.train.data.BatchConfig;
import dev.spektron.train.data.BatchPlan;
import dev.spektron.train.data.MaskProvider;
import dev.spektron.train.data.Normaliser;
import dev.spektron.train.data.PositionProvider;
import dev.spektron.train.data.ShuffledPlan;
import dev.spektron.train.data.Treatment;
import dev.spektron.train.mask.Masks;
import dev.spektron.train.schedule.Schedule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What fills the batches of a pretraining.
final class Pipeline {
    private Pipeline() {}

    private record Range(double first, double last, AxisUnit unit) { }

    /// Positions of the tokens, computed once for each axis.
    private static final class Places implements PositionProvider {
        private final EmbeddingConfig embedding;
        private final Map<Range, Positions> known = new HashMap<>();

        Places(EmbeddingConfig embedding) {
            this.embedding = embedding;
        }

        @Override
        public boolean fill(SourceSpectrum s, float[] positions) {
            Positions p = known.computeIfAbsent(new Range(s.first(), s.last(), s.unit()),
                r -> Positions.of(new Axis(r.unit(), new double[] {r.first(), r.last()}), s.channels(), embedding));
            System.arraycopy(p.u(), 0, positions, 0, positions.length);
            return p.known();
        }
    }

    /// Draws masks: of training, or those that validation always has.
    private static final class Hide implements MaskProvider {
        private final Masks masks;
        private final Schedule ratio;
        private final int steps;
        private final long seed;

        /// @param ratio null for validation
        Hide(PretrainConfig c, Schedule ratio, long seed) {
            masks = new Masks(c.masks().options(c.model()), c.model().tokens());
            this.ratio = ratio;
            this.steps = c.schedule().steps();
            this.seed = seed;
        }

        @Override
        public void fill(int step, int row, SourceSpectrum s, float[] visible, float[] masked) {
            if (ratio == null) {
                masks.validation(s.id(), s.values(), 0, masked, 0);
            } else {
                masks.tokens(seed, step, row, ratio.at(step, steps), s.values(), 0, masked, 0);
            }
            Arrays.fill(visible, 0);
            masks.samples(masked, 0, visible, 0, visible.length);
            for (int j = 0; j < visible.length; j++) {
                visible[j] = 1 - visible[j];
            }
        }
    }

    /// Runs of masked tokens as in BERT: hidden, replaced or left.
    private static final class Bert implements Treatment.Kinds {
        private final Masks masks;
        private final long seed;
        private final float[] kinds;
        private final float[] swapped;

        Bert(PretrainConfig c, long seed) {
            int tokens = c.model().tokens();
            masks = new Masks(c.masks().options(c.model()), tokens);
            this.seed = seed;
            kinds = new float[tokens];
            swapped = new float[tokens];
        }

        @Override
        public void fill(int step, int row, float[] masked, float[] hidden, float[] seen, float[] replaced) {
            System.arraycopy(masked, 0, kinds, 0, kinds.length);
            masks.treat(seed, step, row, kinds, 0);
            for (int i = 0; i < kinds.length; i++) {
                hidden[i] = kinds[i] == Masks.HIDDEN ? 1 : 0;
                swapped[i] = kinds[i] == Masks.REPLACED ? 1 : 0;
            }
            // What a hidden token covers is hidden, whatever else covers it.
            masks.samples(hidden, 0, seen, 0, seen.length);
            for (int j = 0; j < seen.length; j++) {
                seen[j] = 1 - seen[j];
            }
            masks.samples(swapped, 0, replaced, 0, replaced.length);
        }
    }

    static BatchBuilder training(PretrainConfig c, SpectrumSource source, GroupSplit split, long seed) {
        BatchConfig how = new BatchConfig(c.optimiser().batch(), c.optimiser().accumulation(), c.slots(), c.data().temperature(),
            c.data().pairs());
        BatchPlan plan = new ShuffledPlan(source, split.training(), how, seed);
        BatchBuilder.Settings settings = new BatchBuilder.Settings(normaliser(c), c.data().distortion(), c.data().view(), c.data().noise(),
            c.viewRows(), c.model().vib().instruments(), c.losses().target().peaks(),
            c.masks().bert() ? new Treatment(new Bert(c, seed), split.training()) : null, seed);
        return new BatchBuilder(source, plan, new Hide(c, c.masks().schedule(), seed), new Places(c.model().embedding()),
            c.model().tokens(), settings);
    }

    static BatchBuilder validation(PretrainConfig c, SpectrumSource source, GroupSplit split) {
        BatchPlan plan = BatchPlan.inOrder(spread(split.validation(), c.schedule().validation()), c.optimiser().batch());
        AugmentConfig none = AugmentConfig.NONE;
        BatchBuilder.Settings settings = new BatchBuilder.Settings(normaliser(c), none, none, none, 0,
            c.model().vib().instruments(), 0, 0);
        return new BatchBuilder(source, plan, new Hide(c, null, 0), new Places(c.model().embedding()), c.model().tokens(), settings);
    }

    private static Normaliser normaliser(PretrainConfig c) {
        return c.model().compat().reference() ? Normaliser.WHOLE : Normaliser.VISIBLE;
    }

    /// At most `most` of the positions, evenly spread.
    private static int[] spread(int[] all, int most) {
        if (all.length <= most) {
            return all;
        }
        int[] out = new int[most];
        for (int i = 0; i < most; i++) {
            out[i] = all[(int) ((long) i * all.length / most)];
        }
        return out;
    }
}
