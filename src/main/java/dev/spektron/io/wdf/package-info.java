/// Renishaw WiRE (WDF).
package dev.spektron.io.wdf;
