/// Excel workbooks (Office Open XML): the cells of sheets, read as tables of spectra.
package dev.spektron.io.xlsx;
