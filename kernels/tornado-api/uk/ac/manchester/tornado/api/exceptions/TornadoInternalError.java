package uk.ac.manchester.tornado.api.exceptions;

/// TornadoVM's compiler has failed.
public class TornadoInternalError extends Error {
    private static final long serialVersionUID = 1;

    public TornadoInternalError(Throwable cause) {
        super(cause);
    }
}
