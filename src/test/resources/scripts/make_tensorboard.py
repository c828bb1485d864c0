"""Writes the event files that TensorBoardSinkTest compares with, byte for byte, and checks event files with TensorBoard's own reader.

Made with the published package: tensorboard 2.21.0, protobuf 7.36.2, Python 3.11, which are independent of our code
(python3 -m venv v; v/bin/pip install tensorboard). The package is not in Debian.

    v/bin/python make_tensorboard.py            writes golden/tensorboard/*.tfevents
    v/bin/python make_tensorboard.py FOLDER     prints what TensorBoard reads from the event files of a folder
"""
import os
import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.compat.proto import event_pb2, summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorboard.summary.writer.record_writer import RecordWriter

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "tensorboard")


def write(name, events):
    with open(os.path.join(here, name), "wb") as f:
        writer = RecordWriter(f)
        for e in events:
            # As the C++ serialiser does: fields by number.
            writer.write(e.SerializeToString(deterministic=True))


def text(tag, value):
    tensor = tensor_pb2.TensorProto(
        dtype=types_pb2.DT_STRING, string_val=[value.encode()],
        tensor_shape=tensor_shape_pb2.TensorShapeProto(dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=1)]))
    metadata = summary_pb2.SummaryMetadata(plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name="text"))
    return summary_pb2.Summary.Value(tag=tag, tensor=tensor, metadata=metadata)


def scalars(t, step, values):
    return event_pb2.Event(wall_time=t, step=step, summary=summary_pb2.Summary(
        value=[summary_pb2.Summary.Value(tag=k, simple_value=v) for k, v in values]))


def version(t):
    return event_pb2.Event(wall_time=t, file_version="brain.Event:2")


def golden():
    os.makedirs(here, exist_ok=True)
    write("first.tfevents", [
        version(1700000000.25),
        event_pb2.Event(wall_time=1700000001.25, summary=summary_pb2.Summary(value=[
            text("header/config", "    model:\n      width: 3\n"), text("header/seed", "7")])),
        scalars(1700000002.25, 0, [("train/loss", 1.5), ("train/lr", 1e-4)]),
        scalars(1700000003.25, 300, [("train/loss", float("nan")), ("val/\u00e9", float("-inf"))]),
        scalars(1700000004.25, 1 << 40, [("train/loss", 0.1)]),
        event_pb2.Event(wall_time=1700000005.25, step=1 << 40, summary=summary_pb2.Summary(value=[text("summary/best", "0.1")])),
    ])
    write("second.tfevents", [
        version(1700000006.25),
        event_pb2.Event(wall_time=1700000007.25, step=301, session_log=event_pb2.SessionLog(status=event_pb2.SessionLog.START)),
        scalars(1700000008.25, 400, [("train/loss", 0.25)]),
    ])


def show(folder):
    a = event_accumulator.EventAccumulator(folder)
    a.Reload()
    for tag in sorted(a.Tags()["scalars"]):
        for e in a.Scalars(tag):
            print(tag, e.step, e.value, e.wall_time)
    for tag in sorted(a.Tags()["tensors"]):
        for e in a.Tensors(tag):
            print(tag, e.step, e.tensor_proto.string_val[0].decode().replace("\n", "|"), e.wall_time)


if len(sys.argv) > 1:
    show(sys.argv[1])
else:
    golden()
