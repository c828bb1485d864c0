/// Reading of text byte by byte: lines, numbers, character sets, units and dates as programs write them.
package dev.spektron.io.text;
