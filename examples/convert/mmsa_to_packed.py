"""Converts a unified pickle of MMSA (such as aligned_50.pkl or unaligned_50.pkl) into .npz files that the dataset `packed` reads.

    python mmsa_to_packed.py unaligned_50.pkl mosi

writes mosi/train.npz, mosi/valid.npz and mosi/test.npz, with a .csv of names beside each. It needs NumPy alone. A pickle can run any
program when it is read: convert only what you trust.

A clip is a sample of MMSA, and its frames are the positions of its text that are not padding, as text_bert says. Features of an aligned
pickle have these positions too. Those of an unaligned one have lengths of their own and no times, so their rows are dealt out evenly over
the text's positions, each of which has the mean of its rows; where rows are fewer than positions, a row is held until the next. The
label of a sample stands at each of its frames.
"""

import argparse
import csv
import pathlib
import pickle

import numpy

SPLITS = ("train", "valid", "test")
FEATURES = {"text": "text", "audio": "audio", "vision": "visual"}


def text_lengths(split):
    """Returns how many positions of each sample's text are not padding."""
    if "text_bert" in split:
        return numpy.asarray(split["text_bert"])[:, 1, :].sum(axis=1).astype(int)
    # Without the mask, what follows the last position that is not all zeros is padding.
    used = numpy.any(numpy.asarray(split["text"]) != 0, axis=2)
    return numpy.where(used.any(axis=1), used.shape[1] - numpy.argmax(used[:, ::-1], axis=1), 0)


def spread(rows, frames):
    """Deals rows out evenly over frames: the mean of those that fall into a frame, else the row at hand."""
    edges = numpy.arange(frames + 1) * len(rows) / frames
    first = numpy.floor(edges[:-1]).astype(int)
    last = first + 1
    if len(rows) >= frames:
        last = numpy.maximum(numpy.floor(edges[1:] + 1e-9).astype(int), first + 1)
    return numpy.stack([rows[a:b].mean(axis=0) for a, b in zip(first, last)])


def convert(split, name):
    """Returns the arrays of one split."""
    lengths = text_lengths(split)
    if (lengths < 1).any():
        raise SystemExit(f"{name}: sample {int(numpy.argmin(lengths))} has no text, wanted at least one position")
    arrays = {"lengths": lengths.astype("int32")}
    for key, modality in FEATURES.items():
        values = numpy.asarray(split[key])
        own = numpy.asarray(split.get(f"{key}_lengths", lengths)).astype(int)
        valid, parts = [], []
        for sample, frames in enumerate(lengths):
            # A length of 0 is found where a face or a voice was never found.
            rows = values[sample, : own[sample]].astype("float32")
            # As MMSA does; COVAREP gives minus infinity for silence.
            rows = numpy.nan_to_num(rows, nan=0.0, posinf=0.0, neginf=0.0)
            missing = len(rows) == 0
            valid.append(numpy.full(frames, not missing))
            if missing:
                parts.append(numpy.zeros((frames, values.shape[2]), "float32"))
            else:
                parts.append(rows if len(rows) == frames else spread(rows, frames))
        arrays[modality] = numpy.concatenate(parts).astype("float32")
        arrays[f"{modality}.mask"] = numpy.concatenate(valid)
    labels = numpy.asarray(split["regression_labels"], dtype="float32").reshape(-1)
    if len(labels) != len(lengths):
        raise SystemExit(f"{name}: found {len(labels)} labels and {len(lengths)} texts, wanted as many of both")
    arrays["labels_sentiment"] = numpy.repeat(labels, lengths)[:, None]
    return arrays


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pickle", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    options = parser.parse_args()
    with options.pickle.open("rb") as file:
        corpus = pickle.load(file)
    missing = [name for name in SPLITS if name not in corpus]
    if missing:
        raise SystemExit(f"{options.pickle}: found no {', '.join(missing)} but {', '.join(map(str, corpus))}")
    converted = {name: convert(corpus[name], name) for name in SPLITS}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, arrays in converted.items():
        numpy.savez(options.out / f"{name}.npz", **arrays)
        with (options.out / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "video"])
            for identity in corpus[name]["id"]:
                # MMSA joins the video and the number of the segment.
                video, _, segment = str(identity).partition("$_$")
                writer.writerow([f"{video}-{segment}" if segment else video, video])
        print(f"{options.out / name}.npz: {len(arrays['lengths'])} clips, {int(arrays['lengths'].sum())} frames")


if __name__ == "__main__":
    main()
