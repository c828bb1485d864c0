/// What the backbones share: from tokens (B, S, d) in the order [CLS, DOMAIN, content 0, ..., content N - 1], S = N + 2, to the same.
package dev.spektron.model.backbone;
