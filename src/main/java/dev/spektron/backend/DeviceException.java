package dev.spektron.backend;

/// A device did not do what was asked of it: a kernel that its driver does not compile, a graph that does not run.
public final class DeviceException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
