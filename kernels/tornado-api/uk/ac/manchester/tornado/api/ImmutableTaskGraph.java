package uk.ac.manchester.tornado.api;

/// A task graph that does not change any more.
public class ImmutableTaskGraph {
    ImmutableTaskGraph() {
        throw Declared.only();
    }
}
