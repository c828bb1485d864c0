/// Spectra of JASCO Spectra Manager.
package dev.spektron.io.jasco;
