package dev.spektron.model.loss;

import dev.spektron.autograd.Value;
import dev.spektron.tensor.Shape;
import java.util.function.UnaryOperator;

/// Linearity in mixing: of two absorbance spectra a and b, the mixture's decoded spectrum is the mixture of the decoded spectra,
/// mean of (E(lambda a + (1 - lambda) b) - (lambda E(a) + (1 - lambda) E(b)))^2. Only for absorbance, the law of Beer and Lambert.
public final class BeerLambert {
    private BeerLambert() {}

    /// Of decoded spectra (not normalised) or predicted concentrations (B, L).
    ///
    /// @param a,b,mixed  E(a), E(b), E(mixture)
    /// @param lambda     (B) shares of a
    /// @param absorbance (B) 1 where the law holds, else 0; null if everywhere
    public static Value of(Value a, Value b, Value mixed, Value lambda, Value absorbance) {
        Rows.rank("beer-lambert", "decoded spectra (B, L)", a.shape(), 2);
        Rows.shape("beer-lambert", "the second spectra", b.shape(), a.shape());
        Rows.shape("beer-lambert", "the mixtures", mixed.shape(), a.shape());
        return Rows.mean(mixed.sub(mix(a, b, lambda)).square().mean(1), absorbance);
    }

    /// Of spectra a and b (B, L) and what decodes them.
    public static Value of(Value a, Value b, Value lambda, Value absorbance, UnaryOperator<Value> decoded) {
        return of(decoded.apply(a), decoded.apply(b), decoded.apply(mix(a, b, lambda)), lambda, absorbance);
    }

    /// lambda a + (1 - lambda) b.
    public static Value mix(Value a, Value b, Value lambda) {
        Rows.shape("beer-lambert", "shares", lambda.shape(), Shape.of(a.shape().dim(0)));
        Value share = lambda.unsqueeze(1).broadcastTo(a.shape());
        return b.add(share.mul(a.sub(b)));
    }
}
