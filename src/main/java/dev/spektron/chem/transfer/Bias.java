package dev.spektron.chem.transfer;

/// Bias correction of the predictions: ŷ + a with a = mean(y - ŷ) over the target standards, ŷ from the source calibration.
public record Bias() implements TransferMethod {
    @Override
    public String name() {
        return "bias";
    }

    @Override
    public String title() {
        return "Bias correction";
    }

    @Override
    public String reference() {
        return "Bouveresse et al. 1996, doi 10.1021/ac9510595, with slope 1";
    }

    @Override
    public int minimumStandards() {
        return 1;
    }

    @Override
    public Prepared prepare(TransferData data) {
        Centred.check(this, data);
        return labels -> {
            double[] predicted = labels.sourceModel().predict(data.targetStandards());
            double a = 0;
            for (int i = 0; i < predicted.length; i++) {
                a += (labels.standards()[i] - predicted[i]) / predicted.length;
            }
            return labels.sourceModel().corrected(a, 1);
        };
    }
}
