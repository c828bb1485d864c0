/// Studies that compare methods under one protocol, and what they write: results, reports, model bundles.
package dev.spektron.experiment;
