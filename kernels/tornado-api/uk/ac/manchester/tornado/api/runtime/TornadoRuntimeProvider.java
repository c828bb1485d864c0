package uk.ac.manchester.tornado.api.runtime;

import uk.ac.manchester.tornado.api.TornadoRuntime;

/// Gives the runtime.
public class TornadoRuntimeProvider {
    public static TornadoRuntime getTornadoRuntime() {
        throw new UnsupportedOperationException("compiled against declarations of TornadoVM, started without TornadoVM itself");
    }
}
