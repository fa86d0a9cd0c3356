"""Joint cross-attention in its journal form."""

from collections.abc import Sequence

import torch
from rjcma import JointAttentionStep
from torch import Tensor, nn


class Jca(nn.Module):
    """Joint cross-attention with a projected joint representation."""

    def __init__(self, dimensions: Sequence[int], length: int, steps: int = 1, dropout: float = 0.6):
        super().__init__()
        self.dcn_layers = nn.ModuleList(
            JointAttentionStep(dimensions, length, dropout, projected=True) for _ in range(steps)
        )
        self.outputs = sum(dimensions)

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> Tensor:
        sequences = [x * valid for x in sequences]
        for layer in self.dcn_layers:
            sequences = layer(sequences, valid)
        return torch.cat(sequences, -1)
