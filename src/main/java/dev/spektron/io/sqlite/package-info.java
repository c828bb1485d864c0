/// SQLite databases: the computed spectra of ChEMBL, and tables with a column for each channel.
package dev.spektron.io.sqlite;
