/// Builds corpora: sources, quality filters, near-duplicates, augmentation, and the tasks that make shards of them.
package dev.spektron.corpus.build;
