/// Quantities that change in the course of training.
package dev.spektron.train.schedule;
