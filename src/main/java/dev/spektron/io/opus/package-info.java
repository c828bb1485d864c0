/// Bruker OPUS files.
package dev.spektron.io.opus;
