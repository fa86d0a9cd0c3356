"""The concordance loss, over valid frames only."""

import torch
from torch import Tensor


def ccc_loss(predictions: Tensor, labels: Tensor, valid: Tensor) -> Tensor:
    """Return 1 - CCC, averaged over the sequences of each target, then over targets.

    All three are (B, L, T); ``valid`` holds ones and zeros. Moments are population moments of each sequence; a sequence
    without a valid frame does not count.
    """
    frames = valid.sum(1, keepdim=True)  # (B, 1, T)
    count = frames.clamp(min=1)
    p, y = predictions * valid, labels * valid
    mean_p, mean_y = p.sum(1, keepdim=True) / count, y.sum(1, keepdim=True) / count
    p, y = (p - mean_p) * valid, (y - mean_y) * valid
    covariance = (p * y).sum(1, keepdim=True) / count
    variances = (p.square().sum(1, keepdim=True) + y.square().sum(1, keepdim=True)) / count
    ccc = 2 * covariance / (variances + (mean_p - mean_y).square() + 1e-8)
    counts = frames.clamp(max=1)  # 1 for a sequence that counts
    sequences = counts.sum((0, 1))  # (T)
    per_target = ((1 - ccc) * counts).sum((0, 1)) / sequences.clamp(min=1)
    return per_target.sum() / sequences.clamp(max=1).sum().clamp(min=1)


def ccc_metric(predictions: Tensor, labels: Tensor) -> Tensor:
    """Return Lin's CCC of each target over all frames that are given, (N, T) each."""
    p, y = predictions.double(), labels.double()
    mean_p, mean_y = p.mean(0), y.mean(0)
    covariance = ((p - mean_p) * (y - mean_y)).mean(0)
    return 2 * covariance / (p.var(0, correction=0) + y.var(0, correction=0) + (mean_p - mean_y).square())


def pearson_metric(predictions: Tensor, labels: Tensor) -> Tensor:
    """Return the correlation of each target over all frames that are given, (N, T) each."""
    p, y = predictions.double(), labels.double()
    p, y = p - p.mean(0), y - y.mean(0)
    return (p * y).sum(0) / torch.sqrt(p.square().sum(0) * y.square().sum(0))


def rmse_metric(predictions: Tensor, labels: Tensor) -> Tensor:
    """Return the root mean square error of each target over all frames that are given, (N, T) each."""
    return (predictions.double() - labels.double()).square().mean(0).sqrt()
