package uk.ac.manchester.tornado.api;

/// These declarations are there to compile against; TornadoVM's own classes stand in their place at run time.
final class Declared {
    private Declared() {}

    static UnsupportedOperationException only() {
        return new UnsupportedOperationException("compiled against declarations of TornadoVM, started without TornadoVM itself");
    }
}
