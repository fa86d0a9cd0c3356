"""The plain fusions: side by side, and one modality alone."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn


class Concat(nn.Module):
    """Puts the modalities side by side."""

    def __init__(self, dimensions: Sequence[int]):
        super().__init__()
        self.outputs = sum(dimensions)

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> Tensor:
        return torch.cat(list(sequences), -1)


class Gmu(nn.Module):
    """Lets each feature of each modality pass a gate that all modalities together open; three or more modalities."""

    def __init__(self, dimensions: Sequence[int], width: int):
        super().__init__()
        self.hidden = nn.ModuleList(nn.Linear(own, width, bias=False) for own in dimensions)
        self.gates = nn.ModuleList(nn.Linear(sum(dimensions), width, bias=False) for _ in dimensions)
        self.outputs = width

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> Tensor:
        joint = torch.cat(list(sequences), -1)
        return sum(
            torch.sigmoid(gate(joint)) * torch.tanh(hidden(x))
            for gate, hidden, x in zip(self.gates, self.hidden, sequences)
        )
