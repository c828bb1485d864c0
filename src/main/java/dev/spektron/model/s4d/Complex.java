package dev.spektron.model.s4d;

import dev.spektron.autograd.Value;

/// Complex numbers as two values of one shape.
record Complex(Value re, Value im) {
    Complex mul(Complex b) {
        return new Complex(re.mul(b.re).sub(im.mul(b.im)), re.mul(b.im).add(im.mul(b.re)));
    }

    Complex div(Complex b) {
        Value size = b.re.square().add(b.im.square());
        Complex top = mul(new Complex(b.re, b.im.neg()));
        return new Complex(top.re.div(size), top.im.div(size));
    }

    Complex exp() {
        Value radius = re.exp();
        return new Complex(radius.mul(im.cos()), radius.mul(im.sin()));
    }

    /// exp - 1 without cancellation: expm1(x) cos(y) - 2 sin(y / 2)^2 + i exp(x) sin(y).
    Complex expm1() {
        Value chord = im.mul(0.5f).sin().square().mul(2);
        return new Complex(re.expm1().mul(im.cos()).sub(chord), re.exp().mul(im.sin()));
    }

    /// `factor` times this, real parts first, along a new leading axis.
    Value stacked(float factor) {
        Value both = Value.concat(0, re.unsqueeze(0), im.unsqueeze(0));
        return factor == 1 ? both : both.mul(factor);
    }
}
