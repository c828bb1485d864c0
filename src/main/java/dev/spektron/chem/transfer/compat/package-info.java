/// The formulas behind the single-seed figures that were published before this code: kept to reproduce them, not to be used. They
/// calibrate on the standards alone, autoscale, and standardize without centring; [dev.spektron.chem.transfer] has the methods as their
/// papers define them.
package dev.spektron.chem.transfer.compat;
