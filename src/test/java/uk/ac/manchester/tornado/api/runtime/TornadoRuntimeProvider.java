package uk.ac.manchester.tornado.api.runtime;

import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.HostDevice;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// Host double of the class of this name: drivers and devices are those that a test names.
public class TornadoRuntimeProvider {
    private record Driver(TornadoVMBackendType type, List<HostDevice> devices) implements TornadoBackend {
        @Override
        public int getNumDevices() {
            return devices.size();
        }

        @Override
        public TornadoDevice getDevice(int index) {
            return devices.get(index);
        }

        @Override
        public TornadoVMBackendType getBackendType() {
            return type;
        }
    }

    private static final List<Driver> DRIVERS = new ArrayList<>();
    private static Error failure;

    /// Adds a driver.
    public static void add(TornadoVMBackendType type, HostDevice... devices) {
        DRIVERS.add(new Driver(type, List.of(devices)));
    }

    /// The runtime does not start, as where a driver's library is missing.
    public static void failing(Error error) {
        failure = error;
    }

    public static void clear() {
        DRIVERS.clear();
        failure = null;
    }

    public static TornadoRuntime getTornadoRuntime() {
        if (failure != null) {
            throw failure;
        }
        return new TornadoRuntime() {
            @Override
            public TornadoBackend getBackend(int index) {
                return DRIVERS.get(index);
            }

            @Override
            public int getNumBackends() {
                return DRIVERS.size();
            }
        };
    }
}
