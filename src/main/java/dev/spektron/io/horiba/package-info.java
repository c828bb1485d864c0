/// Spectra of Horiba LabSpec.
package dev.spektron.io.horiba;
