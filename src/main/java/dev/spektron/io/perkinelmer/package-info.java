/// PerkinElmer Spectrum: binary `.sp` and text `.asp`.
package dev.spektron.io.perkinelmer;
