/// Text that programs of instruments export: an axis and one or more columns of numbers below a header in the program's own words.
///
/// The layouts were taken from files of Ocean Optics (SpectraSuite, OceanView), Avantes (AvaSoft 6 to 8), B&W Tek (BWSpec), Horiba
/// (LabSpec 6), Renishaw (WiRE), JASCO, Bruker (`.dpt`), CRAIC, Spectra Vista (`.sig`) and others; the reader does not depend on them:
/// it looks for the table and takes what stands around it.
package dev.spektron.io.export;
