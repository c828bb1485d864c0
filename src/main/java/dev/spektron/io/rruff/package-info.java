/// Spectra of the RRUFF database.
package dev.spektron.io.rruff;
