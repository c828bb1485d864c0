/// The bottleneck that parts what a spectrum says about the sample from what it says about the instrument.
package dev.spektron.model.vib;
