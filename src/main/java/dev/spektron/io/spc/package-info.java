/// Galactic/Thermo SPC files, new and old (LabCalc).
package dev.spektron.io.spc;
