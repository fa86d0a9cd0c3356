"""Trains every model of a study one after the other in a plain loop, on the corpus that the Java side exported."""

import argparse
import copy
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from concat import Concat, Gmu
from jca import Jca
from layers import AffectModel, Tcn
from loss import ccc_loss, ccc_metric, pearson_metric, rmse_metric
from rjcma import Rjcma
from safetensors import safe_open
from torch import Tensor, nn

FUSIONS = {
    "concat": lambda dimensions, length: Concat(dimensions),
    "jca": Jca,
    "rjcma": Rjcma,
    "gmu": lambda dimensions, length: Gmu(dimensions, 48),
}
CHANNELS = [16] * 4


@dataclass(frozen=True)
class Clip:
    """One recording: features and where they were observed by modality, and labels, NaN where there is none."""

    features: dict[str, Tensor]
    observed: dict[str, Tensor]
    labels: Tensor


@dataclass(frozen=True)
class Windows:
    """All windows of a split as whole tensors, and where each comes from."""

    features: dict[str, Tensor]  # (N, L, D)
    valid: Tensor  # (N, L, 1)
    labels: Tensor  # (N, L, T)
    label_mask: Tensor  # (N, L, T)
    places: list[tuple[int, int, int]]  # clip, start, end

    def batch(self, rows: Tensor) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """Pick windows."""
        features = {name: values[rows] for name, values in self.features.items()}
        return features, self.valid[rows], self.labels[rows], self.label_mask[rows]


def read_split(file, split: str, modalities: list[str]) -> list[Clip]:
    """Read the clips of a split."""
    names = set(file.keys())
    clips = []
    while f"{split}.{len(clips)}.labels" in names:
        prefix = f"{split}.{len(clips)}."
        clips.append(
            Clip(
                {name: file.get_tensor(f"{prefix}features.{name}") for name in modalities},
                {name: file.get_tensor(f"{prefix}mask.{name}").bool() for name in modalities},
                file.get_tensor(prefix + "labels"),
            )
        )
    return clips


def standardized(clips: list[Clip], moments: dict[str, tuple[Tensor, Tensor]]) -> list[Clip]:
    """Scale features to mean 0 and deviation 1, zero where they were not observed."""
    return [
        Clip(
            {
                name: torch.where(clip.observed[name].unsqueeze(-1), (values - moments[name][0]) / moments[name][1], 0.0)
                for name, values in clip.features.items()
            },
            clip.observed,
            clip.labels,
        )
        for clip in clips
    ]


def moments(clips: list[Clip], name: str) -> tuple[Tensor, Tensor]:
    """Return mean and deviation of a modality over its observed frames."""
    frames = torch.cat([clip.features[name][clip.observed[name]] for clip in clips])
    return frames.mean(0), frames.std(0, correction=0)


def cut(clips: list[Clip], length: int, stride: int) -> Windows:
    """Cut clips into windows, the last of each clip anchored at its end; shorter clips are padded."""
    places = []
    for number, clip in enumerate(clips):
        frames = len(clip.labels)
        starts = list(range(0, max(frames - length, 0) + 1, stride))
        if starts[-1] + length < frames:
            starts.append(frames - length)
        places += [(number, start, min(start + length, frames)) for start in starts]

    def stacked(sequences: list[Tensor]) -> Tensor:
        return torch.stack([nn.functional.pad(s, (0, 0, 0, length - len(s))) for s in sequences])

    labels = stacked([clips[c].labels[start:end] for c, start, end in places])
    missing = labels.isnan()
    valid = stacked([torch.ones(end - start, 1) for _, start, end in places])
    return Windows(
        {name: stacked([clips[c].features[name][s:e] for c, s, e in places]) for name in clips[0].features},
        valid,
        labels.masked_fill(missing, 0.0),
        (~missing).float() * valid,
        places,
    )


def predictions(model: nn.Module, windows: Windows, clips: list[Clip], batch: int) -> Tensor:
    """Predict every frame of every clip; where windows overlap, average."""
    model.eval()
    sums = [torch.zeros_like(clip.labels) for clip in clips]
    counts = [torch.zeros(len(clip.labels), 1) for clip in clips]
    with torch.inference_mode():
        for rows in torch.arange(len(windows.places)).split(batch):
            features, valid, _, _ = windows.batch(rows)
            for row, values in zip(rows.tolist(), model(features, valid)):
                clip, start, end = windows.places[row]
                sums[clip][start:end] += values[: end - start]
                counts[clip][start:end] += 1
    model.train()
    return torch.cat([total / count for total, count in zip(sums, counts)])


def train(fusion: str, seed: int, spec: dict, train_windows: Windows, windows: Windows, clips: list[Clip]) -> dict:
    """Train one model and return the scores of its best epoch."""
    torch.manual_seed(seed)
    temporal = {name: Tcn(values.shape[-1], CHANNELS) for name, values in train_windows.features.items()}
    model = AffectModel(temporal, FUSIONS[fusion]([CHANNELS[-1]] * len(temporal), spec["length"])).train()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=spec["lr"])
    order = torch.Generator().manual_seed(seed)
    total = len(train_windows.places)
    steps = spec["epochs"] * -(-total // spec["batch"])
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    labels = torch.cat([clip.labels for clip in clips])
    known = ~labels.isnan().any(-1)
    best: dict = {"ccc": float("-inf")}
    for epoch in range(1, spec["epochs"] + 1):
        for rows in torch.randperm(total, generator=order).split(spec["batch"]):
            features, valid, wanted, mask = train_windows.batch(rows)
            optimizer.zero_grad(set_to_none=True)
            ccc_loss(model(features, valid), wanted, mask).backward()
            optimizer.step()
            schedule.step()
        given = predictions(model, windows, clips, spec["batch"])
        scores = [metric(given[known], labels[known]) for metric in (ccc_metric, pearson_metric, rmse_metric)]
        if scores[0].mean().item() > best["ccc"]:
            state = copy.deepcopy(model.state_dict())
            best = {"fusion": fusion, "seed": seed, "epoch": epoch, "ccc": scores[0].mean().item(), "state": state}
    return best


def main() -> None:
    """Run the study and print one line of JSON per trial."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    with safe_open(options.corpus, "pt") as file:
        spec = json.loads(file.metadata()["spec"])
        raw_train, raw_validation = (read_split(file, split, spec["modalities"]) for split in ("train", "validation"))
    scale = {name: moments(raw_train, name) for name in spec["modalities"]}
    clips = standardized(raw_validation, scale)
    train_windows = cut(standardized(raw_train, scale), spec["length"], spec["stride"])
    windows = cut(clips, spec["length"], spec["stride"])
    options.out.mkdir(parents=True, exist_ok=True)
    for fusion in spec["fusions"]:
        for seed in spec["seeds"]:
            best = train(fusion, seed, spec, train_windows, windows, clips)
            torch.save(best.pop("state"), options.out / f"{fusion}-{seed}.pt")
            print(json.dumps(best), flush=True)


if __name__ == "__main__":
    main()
