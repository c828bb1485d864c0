/// A pretraining as a run with a folder: configuration, measurements, checkpoints, report.
package dev.spektron.experiment.pretrain;
