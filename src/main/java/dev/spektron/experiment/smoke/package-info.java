/// A short run over every component of the model, to see that it works on this machine.
package dev.spektron.experiment.smoke;
