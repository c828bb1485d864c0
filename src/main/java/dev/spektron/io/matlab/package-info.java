/// MATLAB files of versions 4 and 5, and the spectra in them.
package dev.spektron.io.matlab;
