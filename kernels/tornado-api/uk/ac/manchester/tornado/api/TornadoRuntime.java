package uk.ac.manchester.tornado.api;

/// All drivers.
public interface TornadoRuntime {
    TornadoBackend getBackend(int index);

    int getNumBackends();
}
