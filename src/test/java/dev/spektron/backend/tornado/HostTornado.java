package dev.spektron.backend.tornado;

import uk.ac.manchester.tornado.api.HostDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// The tornado backend over the host double of TornadoVM.
public final class HostTornado {
    private static final long LARGE = 64L << 30;

    private HostTornado() {}

    /// A backend on a GPU with as much memory as anyone wants.
    public static TornadoBackend backend() {
        return backend(LARGE, LARGE);
    }

    /// A backend on a device of a type.
    public static TornadoBackend backend(TornadoDeviceType type) {
        return backend(type, LARGE, LARGE);
    }

    /// A backend on a GPU with so many bytes of memory, so many of them in one array.
    static TornadoBackend backend(long memory, long allocation) {
        return backend(TornadoDeviceType.GPU, memory, allocation);
    }

    private static TornadoBackend backend(TornadoDeviceType type, long memory, long allocation) {
        TornadoRuntimeProvider.clear();
        TornadoRuntimeProvider.add(TornadoVMBackendType.OPENCL, new HostDevice("double", type, memory, allocation));
        return new TornadoBackend(Device.all().getFirst());
    }
}
