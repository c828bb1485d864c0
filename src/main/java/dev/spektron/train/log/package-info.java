/// Where measurements of a training go: lines of JSON, TensorBoard, an MLflow server. What goes wrong there never stops a training:
/// wrap sinks in [dev.spektron.train.log.SafeSinks].
package dev.spektron.train.log;
