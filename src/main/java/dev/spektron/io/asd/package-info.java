/// Files of the field spectrometers of Analytical Spectral Devices.
package dev.spektron.io.asd;
