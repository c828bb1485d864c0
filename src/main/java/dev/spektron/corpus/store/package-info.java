/// Corpora on disk: HDF5 shards in the two layouts of the data specification, their manifest, and the source that trains from them.
package dev.spektron.corpus.store;
