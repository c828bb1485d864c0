package dev.spektron.experiment.bundle;

import dev.spektron.chem.auto.WeightedChains;
import dev.spektron.chem.transfer.ChainModel;
import dev.spektron.chem.transfer.DenseMap;
import dev.spektron.spectra.Axis;
import dev.spektron.spectra.IntensityKind;
import java.util.List;
import java.util.Map;

/// A calibration ready for use on unknown samples of one instrument: what `spektron predict` needs and nothing else.
///
/// @param title one line: what it is
/// @param instrument instrument whose spectra it predicts
/// @param source instrument that the calibration came from; the same as `instrument` without a transfer
/// @param axis rising axis that the models work on
/// @param measured rising axis on which the instrument gave its spectra; the same as `axis` unless the two instruments had different ones
/// @param kind meaning of the ordinates
/// @param properties one model a property
/// @param outliers what is usual among the training spectra
/// @param provenance command, versions, digests of the inputs
public record ModelBundle(String title, String instrument, String source, Axis axis, Axis measured, IntensityKind kind,
                          List<PropertyModel> properties, OutlierModel outliers, Map<String, String> provenance) {
    public ModelBundle {
        properties = List.copyOf(properties);
        provenance = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(provenance));
    }

    /// @param name property
    /// @param unit its unit, may be empty
    /// @param model predictor for raw spectra
    /// @param residuals predicted minus reference of samples that the model did not see: the intervals rest on them
    /// @param low smallest reference value of the calibration
    /// @param high largest
    /// @param description how it was chosen
    public record PropertyModel(String name, String unit, WeightedChains model, double[] residuals, double low, double high,
                                String description) {
        public PropertyModel {
            model = new WeightedChains(model.members().stream().map(PropertyModel::dense).toList(), model.weights(), model.low(),
                model.high());
        }

        /// Maps are kept as they are on disk, because another order of summation gives other last digits.
        private static ChainModel dense(ChainModel c) {
            return new ChainModel(c.before(), c.map().map(m -> new DenseMap(m.matrix(), m.offset())), c.after(), c.model());
        }
    }
}
