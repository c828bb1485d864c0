/// What reconstructed spectra are judged by, on the host.
package dev.spektron.eval.spectrum;
