/// HDF5 files over the library jhdf, and the layouts of spectra in them: NeXus, PTIR, HyperSpy, our corpora, and any group that
/// holds a matrix beside an axis. Links to other files are never followed.
package dev.spektron.io.hdf5;
