package dev.spektron.chem.transfer;

/// No transfer: the source calibration is applied to target spectra as they are. The floor of every comparison.
public record None() implements TransferMethod {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public String title() {
        return "No transfer";
    }

    @Override
    public String reference() {
        return "source calibration as it is";
    }

    @Override
    public int minimumStandards() {
        return 0;
    }

    @Override
    public Prepared prepare(TransferData data) {
        return Labels::sourceModel;
    }
}
