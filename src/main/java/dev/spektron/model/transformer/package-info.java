/// The transformer's encoder (Vaswani et al., arXiv:1706.03762).
package dev.spektron.model.transformer;
