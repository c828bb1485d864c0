/// ASD field spectrometers (FieldSpec, LabSpec, TerraSpec).
package dev.spektron.io.asd;
