package dev.spektron.model.config;

import java.util.List;

/// Low-rank adaptation (Hu et al., arXiv:2106.09685).
///
/// @param rank    rank r
/// @param alpha   scale; what is added is multiplied by alpha / rank
/// @param dropout rate of dropout in front of it
/// @param targets ends of the names of the linear layers that are adapted
public record LoraConfig(int rank, float alpha, float dropout, List<String> targets) {
    public static final LoraConfig DEFAULT = new LoraConfig(8, 16, 0.05f, List.of("q", "k", "v"));

    public LoraConfig {
        Require.atLeast("lora.rank", 1, rank);
        Require.rate("lora.dropout", dropout);
        targets = List.copyOf(targets);
        Require.that(!targets.isEmpty(), "lora.targets: expected at least one name, found none");
    }
}
