/// Thermo Nicolet OMNIC spectra (SPA) and groups of spectra (SPG).
package dev.spektron.io.omnic;
