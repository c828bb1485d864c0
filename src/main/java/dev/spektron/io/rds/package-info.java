/// R's serialization, `.rds` and `.RData`: data only, nothing is ever evaluated.
package dev.spektron.io.rds;
