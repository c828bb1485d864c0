/// Parquet files: flat columns and lists of numbers, which is how tables of spectra are stored.
package dev.spektron.io.parquet;
