/// Whether readers keep what [dev.spektron.io.formats.Reader] promises for any bytes whatever.
///
/// `./mvnw -Pfuzz verify -DskipTests` looks for bytes for which one does not, with Jazzer. Bytes that were found once lie under
/// `src/test/resources/fuzz` and are read again in every build.
package dev.spektron.io.fuzz;
