package dev.spektron.backend.tornado;

/// What TornadoVM says of a device.
///
/// @param name     as `--device` has it
/// @param hardware name that the driver gives
/// @param kind     gpu, cpu, ...
/// @param memory   bytes that it has
/// @param largest  bytes of the largest array that the driver allows
/// @param limit    bytes that TornadoVM may take, by `-Dtornado.device.memory`
public record DeviceFacts(String name, String hardware, String kind, long memory, long largest, long limit) {}
