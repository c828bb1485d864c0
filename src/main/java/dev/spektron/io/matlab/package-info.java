/// MATLAB files of versions 4, 5 and 7.3, and the spectra in them.
package dev.spektron.io.matlab;
