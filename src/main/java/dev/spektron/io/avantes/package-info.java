/// Avantes AvaSoft, binary files of versions 6 and 7.
package dev.spektron.io.avantes;
