/// What this machine can run on, and whether the kernels of every backend do what the plain loops do.
package dev.spektron.experiment.doctor;
