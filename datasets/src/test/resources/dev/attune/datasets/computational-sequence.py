"""Writes computational-sequence.csd with h5py as the CMU-MultimodalSDK does: chunks compressed with gzip, metadata as JSON strings."""

import json

import h5py
import numpy

with h5py.File("computational-sequence.csd", "w") as file:
    root = file.create_group("glove_vectors")
    data = root.create_group("data")
    for entry, start in [("video[1]", 4), ("video[0]", 0), ("other", 0)]:
        rows = numpy.arange(start, start + 4)
        intervals = numpy.stack([rows * 0.5, rows * 0.5 + 0.5], axis=1)
        features = (rows[:, None] + numpy.arange(3) / 4).astype("float32")
        group = data.create_group(entry)
        group.create_dataset("features", data=features, compression="gzip", compression_opts=9)
        group.create_dataset("intervals", data=intervals, compression="gzip", compression_opts=9)
    metadata = root.create_group("metadata")
    for key, value in {"root name": "glove_vectors", "alignment compatible": True}.items():
        metadata.create_dataset(key, (1,), dtype=h5py.special_dtype(vlen=str))
        metadata[key][0] = json.dumps(value)
