"""What the models share: masked batch norm, temporal convolutions, the regression head, and the frame round them.

A sequence is (B, L, D). ``valid`` is (B, L, 1), one where a frame exists and zero where a window is padded.
"""

from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import weight_norm


class MaskedBatchNorm(nn.Module):
    """Batch norm over features, with statistics of existing frames only."""

    def __init__(self, features: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features))
        self.bias = nn.Parameter(torch.zeros(features))
        self.register_buffer("running_mean", torch.zeros(features))
        self.register_buffer("running_var", torch.ones(features))

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        if self.training:
            count = valid.sum().clamp(min=1)
            mean = (x * valid).sum((0, 1)) / count
            squares = ((x - mean) * valid).square().sum((0, 1))
            variance = squares / count
            with torch.no_grad():
                self.running_mean.lerp_(mean, 0.1)
                self.running_var.lerp_(squares / (count - 1).clamp(min=1), 0.1)
        else:
            mean, variance = self.running_mean, self.running_var
        return (x - mean) * (self.weight * torch.rsqrt(variance + 1e-5)) + self.bias


class TcnLevel(nn.Module):
    """Two causal, weight-normalised convolutions with a residual connection; works on (B, D, L)."""

    def __init__(self, inputs: int, outputs: int, kernel: int, dilation: int, dropout: float):
        super().__init__()
        self.padding = (kernel - 1) * dilation
        self.conv1 = weight_norm(nn.Conv1d(inputs, outputs, kernel, dilation=dilation))
        self.conv2 = weight_norm(nn.Conv1d(outputs, outputs, kernel, dilation=dilation))
        self.downsample = nn.Conv1d(inputs, outputs, 1) if inputs != outputs else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        inner = self.dropout(F.leaky_relu(self.conv1(F.pad(x, (self.padding, 0)))))
        outer = self.dropout(F.leaky_relu(self.conv2(F.pad(inner, (self.padding, 0)))))
        return F.leaky_relu(outer + (x if self.downsample is None else self.downsample(x)))


class Tcn(nn.Module):
    """A temporal convolutional network, then batch norm."""

    def __init__(self, inputs: int, channels: Sequence[int], kernel: int = 5, dropout: float = 0.1):
        super().__init__()
        widths = [inputs, *channels]
        self.network = nn.Sequential(
            *(TcnLevel(widths[i], widths[i + 1], kernel, 2**i, dropout) for i in range(len(channels)))
        )
        self.bn = MaskedBatchNorm(channels[-1])
        self.outputs = channels[-1]

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        return self.bn(self.network(x.transpose(1, 2)).transpose(1, 2), valid)


class NoTemporal(nn.Module):
    """Passes features on as they are."""

    def __init__(self, inputs: int):
        super().__init__()
        self.outputs = inputs

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        return x


class RegressionHead(nn.Module):
    """Linear, batch norm, LeakyReLU, Linear, tanh."""

    def __init__(self, inputs: int, targets: int, hidden: int | None = None):
        super().__init__()
        hidden = hidden or max(8, inputs // 2)
        self.regressor1 = nn.Linear(inputs, hidden)
        self.bn1 = MaskedBatchNorm(hidden)
        self.regressor2 = nn.Linear(hidden, targets)

    def forward(self, x: Tensor, valid: Tensor) -> Tensor:
        return torch.tanh(self.regressor2(F.leaky_relu(self.bn1(self.regressor1(x), valid))))


class AffectModel(nn.Module):
    """A temporal model per modality, a fusion, a head."""

    def __init__(
        self, temporal: Mapping[str, nn.Module], fusion: nn.Module, targets: int = 2, hidden: int | None = None
    ):
        super().__init__()
        self.temporal = nn.ModuleDict(temporal)
        self.fusion = fusion
        self.head = RegressionHead(fusion.outputs, targets, hidden)

    def forward(self, features: Mapping[str, Tensor], valid: Tensor) -> Tensor:
        sequences = [temporal(features[name], valid) for name, temporal in self.temporal.items()]
        return self.head(self.fusion(sequences, valid), valid)
