package dev.attune.api.values;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

record BrokenSamples(float[] samples) {}

record BrokenTensor(NDArray tensor) {}

record BrokenTensors(NDList tensors) {}
