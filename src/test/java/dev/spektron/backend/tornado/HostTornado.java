package dev.spektron.backend.tornado;

import uk.ac.manchester.tornado.api.HostDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/// The tornado backend over the host double of TornadoVM.
public final class HostTornado {
    private static final long LARGE = 64L << 30;

    private HostTornado() {}

    /// A backend on a GPU with as much memory as anyone wants and simple kernels, which have the bits of the scalar backend.
    public static TornadoBackend backend() {
        return tuned("never", TornadoDeviceType.GPU);
    }

    /// The same on a device of a type with a setting of [Tuning].
    public static TornadoBackend tuned(String setting, TornadoDeviceType type) {
        String before = System.getProperty(Tuning.PROPERTY);
        System.setProperty(Tuning.PROPERTY, setting);
        try {
            return backend(type, LARGE, LARGE);
        } finally {
            if (before == null) {
                System.clearProperty(Tuning.PROPERTY);
            } else {
                System.setProperty(Tuning.PROPERTY, before);
            }
        }
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
