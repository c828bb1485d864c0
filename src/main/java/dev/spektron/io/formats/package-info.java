/// Detection of spectral files by content, and what every reader of a format returns.
package dev.spektron.io.formats;
