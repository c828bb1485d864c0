/// JCAMP-DX, versions 4.24 to 6.0: reading of every data form and writing of the plain one.
///
/// Sources: McDonald & Wilks, JCAMP-DX: a standard form for exchange of infrared spectra in computer readable form, Appl. Spectrosc. 42
/// (1988) 151, doi:10.1366/0003702884428734; Davies & Lampen, JCAMP-DX for NMR, Appl. Spectrosc. 47 (1993) 1093,
/// doi:10.1366/0003702934067874 (NTUPLES); Lampen et al., JCAMP-DX for mass spectrometry, Appl. Spectrosc. 48 (1994) 1545,
/// doi:10.1366/0003702944027840.
package dev.spektron.io.jcamp;
