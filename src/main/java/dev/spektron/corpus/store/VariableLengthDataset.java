package dev.spektron.corpus.store;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.object.message.AttributeInfoMessage;
import io.jhdf.object.message.AttributeMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A one-dimensional dataset of variable-length elements that jhdf can put into a file: references to objects in global heaps, which
/// stand behind them. Equal elements, such as the axis of one instrument, are stored once.
final class VariableLengthDataset extends WritableDatasetImpl {
    private final VariableLengthType type;
    private final GlobalHeaps heaps;
    private final int elementBytes;
    private final int[] objects;

    private VariableLengthDataset(String name, Group parent, VariableLengthType type, int elementBytes, GlobalHeaps heaps, int[] objects) {
        super(new byte[objects.length], name, parent);
        this.type = type;
        this.elementBytes = elementBytes;
        this.heaps = heaps;
        this.objects = objects;
    }

    static VariableLengthDataset strings(String name, Group parent, String[] values) {
        GlobalHeaps heaps = new GlobalHeaps();
        int[] objects = new int[values.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = heaps.add(values[i]);
        }
        return new VariableLengthDataset(name, parent, VariableLengthType.strings(), 1, heaps, objects);
    }

    static VariableLengthDataset floats(String name, Group parent, float[][] values) {
        GlobalHeaps heaps = new GlobalHeaps();
        int[] objects = new int[values.length];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = heaps.add(values[i]);
        }
        return new VariableLengthDataset(name, parent, VariableLengthType.floats(), Float.BYTES, heaps, objects);
    }

    @Override
    public long write(HdfFileChannel channel, long position) {
        long size = (long) objects.length * VariableLengthType.REFERENCE;
        int header = header(position, Constants.UNDEFINED_ADDRESS, size).toBuffer().limit();
        long data = position + header;
        long end = heaps.write(channel, data + size);
        ByteBuffer references = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int object : objects) {
            references.putInt(heaps.size(object) / elementBytes).putLong(heaps.address(object)).putInt(heaps.index(object));
        }
        Channels.write(channel, references.flip(), data);
        Channels.write(channel, header(position, data, size).toBuffer(), position);
        channel.position(end);
        return end;
    }

    private ObjectHeaderV2 header(long position, long data, long size) {
        List<Message> messages = new ArrayList<>(List.of(DataTypeMessage.create(type),
            DataSpaceMessage.create(DataSpace.fromObject(new byte[objects.length])), FillValueMessage.NO_FILL,
            ContiguousDataLayoutMessage.create(data, size)));
        if (!getAttributes().isEmpty()) {
            messages.add(AttributeInfoMessage.create());
            for (Map.Entry<String, Attribute> a : getAttributes().entrySet()) {
                messages.add(AttributeMessage.create(a.getKey(), a.getValue()));
            }
        }
        return new ObjectHeaderV2(position, messages);
    }
}
