/// Checkpoints: everything a run needs to go on bit for bit as if it had not been stopped.
///
/// A run folder holds `checkpoint-<7 digits>` folders and the small text files `latest`, `best` and `final`, each with the name of one of
/// them. Text files rather than symbolic links: they survive copying, packing, and systems without links, and a rename replaces them
/// atomically.
package dev.spektron.train.checkpoint;
