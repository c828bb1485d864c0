/// JASCO Spectra Manager (JWS), an OLE compound file.
package dev.spektron.io.jasco;
