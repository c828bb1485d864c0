/// Mixture of experts: a gate sends every token to a few of several experts, which are perceptrons or Kolmogorov-Arnold networks.
///
/// | letter | meaning |
/// |---|---|
/// | T | tokens of the batch, B S |
/// | d | width of the tokens |
/// | E | experts |
/// | m | inner width of an expert |
/// | K | spline functions of an edge, intervals + order |
///
/// All experts are evaluated for all tokens and weighted by the gates, which are 0 for those that were not chosen. That is exact, and
/// with four experts two large products are faster than many small ones behind a sort.
package dev.spektron.model.moe;
