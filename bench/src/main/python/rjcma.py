"""Recursive joint cross-modal attention as its authors' code has it, and the joint attention that it shares with JCA."""

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Correlation(nn.Module):
    """Weights each modality by its correlation with a joint representation."""

    def __init__(self, dimensions: Sequence[int], length: int, dropout: float, projected: bool):
        super().__init__()
        total = sum(dimensions)
        self.projected = projected
        self.query_linear = nn.Linear(total, total)
        if not projected:  # published checkpoints hold it; nothing reads it
            self.query_linear.requires_grad_(False)
        for i, own in enumerate(dimensions, start=1):
            self.add_module(f"key{i}_linear", nn.Linear(length, length))
            self.add_module(f"value{i}_linear", nn.Linear(own, own))
        self.dropout = nn.Dropout(dropout)
        self.scale = 1 / math.sqrt(total)

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> list[Tensor]:
        joint = torch.cat(sequences, -1)  # (B, L, D)
        if self.projected:
            joint = self.query_linear(joint) * valid
        hidden = []
        for i, x in enumerate(sequences, start=1):
            key = getattr(self, f"key{i}_linear")(x.transpose(1, 2))  # (B, D_m, L)
            correlation = self.dropout(torch.tanh(torch.bmm(key, joint) * self.scale))  # (B, D_m, D)
            value = getattr(self, f"value{i}_linear")(x)  # (B, L, D_m)
            hidden.append(F.relu(torch.tanh(torch.bmm(value, correlation))))  # (B, L, D)
        return hidden


class JointAttentionStep(nn.Module):
    """One step of joint cross-attention for all modalities at once."""

    def __init__(self, dimensions: Sequence[int], length: int, dropout: float, projected: bool):
        super().__init__()
        total = sum(dimensions)
        self.dense_coattn = Correlation(dimensions, length, dropout, projected)
        self.linears = nn.ModuleList(
            nn.Sequential(nn.Linear(total, own), nn.ReLU(), nn.Dropout(dropout)) for own in dimensions
        )

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> list[Tensor]:
        hidden = self.dense_coattn(sequences, valid)
        return [(linear(h) + x) * valid for linear, h, x in zip(self.linears, hidden, sequences)]


class Rjcma(nn.Module):
    """Joint cross-modal attention, fed back ``depth`` times."""

    def __init__(self, dimensions: Sequence[int], length: int, depth: int = 2, dropout: float = 0.6):
        super().__init__()
        self.dcn_layers = nn.ModuleList(
            JointAttentionStep(dimensions, length, dropout, projected=False) for _ in range(depth)
        )
        self.outputs = sum(dimensions)

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> Tensor:
        sequences = [x * valid for x in sequences]
        for layer in self.dcn_layers:
            sequences = layer(sequences, valid)
        return torch.cat(sequences, -1)
