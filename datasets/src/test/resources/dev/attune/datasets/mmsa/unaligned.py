"""Writes unaligned.pkl, a made-up pickle in the layout of MMSA; examples/convert/mmsa_to_packed.py made the .npz files here of it.

Sample i of a split has 3 + i positions of text, twice as many rows of audio and half as many (rounded up) of video; the video of sample 1
is empty. Every feature is 100 · i + row + column / 4.
"""

import pickle

import numpy


def rows(count, most, columns):
    values = numpy.zeros((len(count), most, columns), "float32")
    for i, own in enumerate(count):
        values[i, :own] = 100 * i + numpy.arange(own)[:, None] + numpy.arange(columns) / 4
    return values


def split(name, samples):
    text = [3 + i for i in range(samples)]
    audio = [2 * length for length in text]
    vision = [0 if i == 1 else (length + 1) // 2 for i, length in enumerate(text)]
    bert = numpy.zeros((samples, 3, 8), "float32")
    for i, length in enumerate(text):
        bert[i, 1, :length] = 1
    return {
        "id": [f"{name}_video$_${i}" for i in range(samples)],
        "raw_text": ["words"] * samples,
        "text": rows(text, 8, 3),
        "text_bert": bert,
        "audio": rows(audio, 16, 2),
        "audio_lengths": audio,
        "vision": rows(vision, 4, 2),
        "vision_lengths": vision,
        "regression_labels": numpy.arange(samples, dtype="float32") * 0.8 - 1.6,
    }


with open("unaligned.pkl", "wb") as file:
    pickle.dump({"train": split("train", 3), "valid": split("valid", 1), "test": split("test", 1)}, file)
