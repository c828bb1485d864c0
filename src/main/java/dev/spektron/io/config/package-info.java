/// Configuration files: YAML to records and back.
package dev.spektron.io.config;
