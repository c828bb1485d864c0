package dev.spektron.experiment.report;

import dev.spektron.experiment.Stat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as people read them. Always a decimal point; `-` stands for undefined and `inf` for infinite.
final class Numbers {
    static final String UNDEFINED = "-";

    private Numbers() {}

    /// `digits` significant digits, in plain notation between 1e-5 and 1e7.
    static String significant(double v, int digits) {
        if (!Double.isFinite(v) || v == 0) {
            return special(v);
        }
        BigDecimal r = new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = r.precision() - r.scale() - 1;
        if (exponent < -5 || exponent >= 7) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", v);
        }
        return r.setScale(Math.max(0, digits - 1 - exponent), RoundingMode.HALF_EVEN).toPlainString();
    }

    /// `decimals` digits after the point; never `-0.00`.
    static String fixed(double v, int decimals) {
        if (!Double.isFinite(v)) {
            return special(v);
        }
        BigDecimal r = new BigDecimal(v).setScale(decimals, RoundingMode.HALF_EVEN);
        return r.toPlainString();
    }

    /// A coefficient of determination: three decimals, four digits where it is far below zero.
    static String r2(double v) {
        return Math.abs(v) < 10 ? fixed(v, 3) : significant(v, 4);
    }

    /// A figure in the unit of an RMSEP with as many decimals as its `digits` significant ones: a bias of 0.0008 and one of 0.0813 are both
    /// of interest to the last digit of the RMSEP, not beyond.
    static String like(double v, Stat rmsep, int digits) {
        String mean = significant(rmsep.mean(), digits);
        if (mean.indexOf('e') >= 0 || !Double.isFinite(rmsep.mean()) || !Double.isFinite(v)) {
            return significant(v, digits);
        }
        int point = mean.indexOf('.');
        return fixed(v, point < 0 ? 0 : mean.length() - point - 1);
    }

    /// The deviation with as many decimals as the mean.
    static String deviation(Stat stat, int digits) {
        return like(stat.sd(), stat, digits);
    }

    /// Three decimals, `<0.001` below.
    static String p(double v) {
        return v < 0.001 ? "<0.001" : fixed(v, 3);
    }

    /// The same with a true minus sign, an en dash for undefined and the infinity sign, for pages.
    static String pretty(String number) {
        return UNDEFINED.equals(number) ? "–" : number.replace("inf", "∞").replace('-', '−');
    }

    private static String special(double v) {
        if (Double.isNaN(v)) {
            return UNDEFINED;
        }
        return v == 0 ? "0" : v > 0 ? "inf" : "-inf";
    }
}
