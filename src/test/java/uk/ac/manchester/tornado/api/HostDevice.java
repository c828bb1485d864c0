package uk.ac.manchester.tornado.api;

import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/// A device that is none.
public record HostDevice(String name, TornadoDeviceType type, long memory, long allocation) implements TornadoDevice {
    @Override
    public TornadoTargetDevice getPhysicalDevice() {
        return () -> name;
    }

    @Override
    public TornadoDeviceType getDeviceType() {
        return type;
    }

    @Override
    public long getMaxAllocMemory() {
        return allocation;
    }

    @Override
    public long getMaxGlobalMemory() {
        return memory;
    }
}
