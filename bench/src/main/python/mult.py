"""The multimodal transformer (MulT): every modality attends to every other, then to itself."""

import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention with separate projections, which share one product where their input is the same."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.q_proj = nn.Linear(width, width)
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, queries: Tensor, keys: Tensor, mask: Tensor) -> Tensor:
        q, k, v = self.project(queries, keys)
        dropout = self.dropout if self.training else 0.0
        attended = F.scaled_dot_product_attention(
            self.split(q), self.split(k), self.split(v), attn_mask=mask, dropout_p=dropout
        )
        return self.out_proj(attended.transpose(1, 2).flatten(2))

    def project(self, queries: Tensor, keys: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return q, k, v from one product for self-attention, from two otherwise."""
        parts = [self.q_proj, self.k_proj, self.v_proj]
        if queries is keys:
            return packed(queries, parts)
        return self.q_proj(queries), *packed(keys, parts[1:])

    def split(self, x: Tensor) -> Tensor:
        """Turn (B, L, D) into (B, heads, L, D / heads)."""
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


def packed(x: Tensor, layers: Sequence[nn.Linear]) -> tuple[Tensor, ...]:
    """Apply several linear layers to the same input as one product."""
    weight = torch.cat([layer.weight for layer in layers])
    bias = torch.cat([layer.bias for layer in layers])
    return F.linear(x, weight, bias).chunk(len(layers), -1)


class TransformerLayer(nn.Module):
    """A layer that normalises first."""

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.self_attn = Attention(width, heads, dropout)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.linear1 = nn.Linear(width, 4 * width)
        self.linear2 = nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, context: Tensor | None, mask: Tensor) -> Tensor:
        queries = self.norm1(x)
        keys = queries if context is None else self.norm1(context)
        x = x + self.dropout(self.self_attn(queries, keys, mask))
        hidden = self.dropout(F.relu(self.linear1(self.norm2(x))))
        return x + self.dropout(self.linear2(hidden))


class Stack(nn.Module):
    """Transformer layers, then a norm."""

    def __init__(self, width: int, heads: int, depth: int, dropout: float):
        super().__init__()
        self.layers = nn.ModuleList(TransformerLayer(width, heads, dropout) for _ in range(depth))
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, context: Tensor | None, mask: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, context, mask)
        return self.norm(x)


class Mult(nn.Module):
    """MulT with the published sizes."""

    def __init__(
        self,
        dimensions: Sequence[int],
        length: int,
        width: int = 50,
        heads: int = 10,
        levels: int = 4,
        memory_levels: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        modalities = range(len(dimensions))
        across = width * (len(dimensions) - 1)
        self.projections = nn.ModuleList(nn.Linear(own, width, bias=False) for own in dimensions)
        self.cross = nn.ModuleDict(
            {
                str(target): nn.ModuleDict(
                    {str(source): Stack(width, heads, levels, dropout) for source in modalities if source != target}
                )
                for target in modalities
            }
        )
        self.memory = nn.ModuleList(Stack(across, heads, memory_levels, dropout) for _ in modalities)
        self.outputs = across * len(dimensions)
        self.proj1 = nn.Linear(self.outputs, self.outputs)
        self.proj2 = nn.Linear(self.outputs, self.outputs)
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("narrow", positions(length, width), persistent=False)
        self.register_buffer("wide", positions(length, across), persistent=False)
        self.register_buffer("past", torch.ones(length, length, dtype=torch.bool).tril(), persistent=False)

    def forward(self, sequences: Sequence[Tensor], valid: Tensor) -> Tensor:
        mask = self.past & (valid > 0).transpose(1, 2).unsqueeze(1)  # (B, 1, L, L)
        placed = [place(layer(x) * valid, self.narrow) for layer, x in zip(self.projections, sequences)]
        remembered = []
        for target, crossings in self.cross.items():
            brought = torch.cat(
                [
                    stack(self.dropout(placed[int(target)]), self.dropout(placed[int(source)]), mask)
                    for source, stack in crossings.items()
                ],
                -1,
            )
            remembered.append(self.memory[int(target)](self.dropout(place(brought, self.wide)), None, mask))
        joint = torch.cat(remembered, -1)
        return joint + self.proj2(self.dropout(F.relu(self.proj1(joint))))


def place(x: Tensor, positions: Tensor) -> Tensor:
    """Scale, so that the position does not outweigh what stands there, and add the position."""
    return x * math.sqrt(x.shape[-1]) + positions


def positions(length: int, width: int) -> Tensor:
    """Return sines and cosines in turns, (length, width)."""
    time = torch.arange(length, dtype=torch.float64).unsqueeze(1)
    frequency = 10_000 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    table = torch.zeros(length, width, dtype=torch.float64)
    table[:, 0::2] = torch.sin(time * frequency)
    table[:, 1::2] = torch.cos(time * frequency[: width // 2])
    return table.float()
