/// Low-rank adaptation of frozen linear layers.
package dev.spektron.model.lora;
