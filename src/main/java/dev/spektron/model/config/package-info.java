/// What a model is made of, as records. The names of the components are the keys of the YAML file; every field is honoured.
package dev.spektron.model.config;
