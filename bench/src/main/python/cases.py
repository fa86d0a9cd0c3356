"""The models that are measured, by the names of the Java side's cases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from concat import Concat
from jca import Jca
from layers import AffectModel, NoTemporal, Tcn
from mult import Mult
from rjcma import Rjcma
from torch import nn


@dataclass(frozen=True)
class Case:
    """A model and the shape of its batches."""

    batch: int
    length: int
    features: Mapping[str, int]
    temporal: Mapping[str, Callable[[int], nn.Module]]
    fusion: Callable[[list[int], int], nn.Module]

    def model(self) -> AffectModel:
        """Build the model."""
        temporal = {name: make(self.features[name]) for name, make in self.temporal.items()}
        return AffectModel(temporal, self.fusion([model.outputs for model in temporal.values()], self.length))


def tcn(channels: int) -> Callable[[int], nn.Module]:
    """Return what builds a TCN of four levels."""
    return lambda inputs: Tcn(inputs, [channels] * 4)


PAPER_FEATURES = {"visual": 512, "audio": 128, "text": 768}
PAPER_TCNS = {"visual": tcn(256), "audio": tcn(128), "text": tcn(128)}
TINY_FEATURES = {"visual": 32, "audio": 32, "text": 32}
ENCODED_FEATURES = {"visual": 256, "audio": 128, "text": 128}
PASS_ON = {name: NoTemporal for name in ENCODED_FEATURES}

CASES = {
    "rjcma": Case(12, 300, PAPER_FEATURES, PAPER_TCNS, Rjcma),
    "rjcma-no-tcn": Case(12, 300, ENCODED_FEATURES, PASS_ON, Rjcma),
    "jca": Case(12, 300, PAPER_FEATURES, PAPER_TCNS, Jca),
    "concat": Case(12, 300, PAPER_FEATURES, PAPER_TCNS, lambda dimensions, length: Concat(dimensions)),
    "mult": Case(12, 300, PAPER_FEATURES, PAPER_TCNS, Mult),
    "tiny": Case(4, 50, TINY_FEATURES, {name: tcn(16) for name in TINY_FEATURES}, Rjcma),
}
