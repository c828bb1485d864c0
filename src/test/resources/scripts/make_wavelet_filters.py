#!/usr/bin/env python3
"""Writes WaveletFilters.java: decomposition low-pass filters of the orthogonal wavelets, as PyWavelets has them.
usage: make_wavelet_filters.py > src/main/java/dev/spektron/backend/op/WaveletFilters.java   (made with PyWavelets 1.1.1)"""
import pywt

names = [f"db{i}" for i in range(1, 11)] + [f"sym{i}" for i in range(2, 11)]
print("""package dev.spektron.backend.op;

/// Decomposition low-pass filters in the convention of PyWavelets; written by `make_wavelet_filters.py`. Daubechies 1992, "Ten Lectures on Wavelets",
/// tables 6.1 (extremal phase) and 6.3 (least asymmetric).
final class WaveletFilters {
    private WaveletFilters() {}

    static double[] low(Wavelet wavelet) {
        return switch (wavelet) {""")
for name in names:
    taps = [repr(v) for v in pywt.Wavelet(name).dec_lo]
    print(f"            case {name.upper()} -> new double[] {{")
    for i in range(0, len(taps), 4):
        print("                " + ", ".join(taps[i:i + 4]) + ("," if i + 4 < len(taps) else ""))
    print("            };")
print("""        };
    }
}""")
