"""Trains over a feature store of memory-mapped .npy files, as a Dataset with a DataLoader reads it."""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from concat import Concat
from layers import AffectModel, NoTemporal
from loss import ccc_loss
from torch import Tensor
from torch.utils.data import DataLoader, Dataset


class StoreWindows(Dataset):
    """The windows of a split; files are mapped once and read by the system as they are touched."""

    def __init__(self, root: Path, split: str, length: int):
        description = json.loads((root / "store.json").read_text())
        self.modalities = list(description["modalities"])
        self.length = length
        self.clips = []
        self.places = []
        for number, name in enumerate(description["splits"][split]):
            folder = root / name
            arrays = {what: np.load(folder / f"{what}.npy", mmap_mode="r") for what in (*self.modalities, "labels")}
            self.clips.append(arrays)
            frames = len(arrays["labels"])
            self.places += [(number, start) for start in range(0, frames - length + 1, length)]

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, index: int) -> tuple[dict[str, Tensor], Tensor]:
        clip, start = self.places[index]
        rows = {what: torch.from_numpy(array[start : start + self.length].copy()) for what, array in self.clips[clip].items()}
        return rows, torch.ones(self.length, 1)


def main() -> None:
    """Train for some epochs and print the seconds of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--length", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--hidden", type=int, required=True)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    windows = StoreWindows(options.root, "train", options.length)
    validation = StoreWindows(options.root, "validation", options.length)
    workers = {"num_workers": options.workers, "persistent_workers": True} if options.workers else {}
    loader = DataLoader(windows, options.batch, shuffle=True, **workers)
    validation_loader = DataLoader(validation, options.batch)
    widths = {name: windows.clips[0][name].shape[1] for name in windows.modalities}
    model = AffectModel(
        {name: NoTemporal(width) for name, width in widths.items()}, Concat(list(widths.values())), hidden=options.hidden
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    seconds = []
    for _ in range(options.epochs):
        start = time.perf_counter()
        model.train()
        for features, valid in loader:
            labels = features.pop("labels")
            optimizer.zero_grad(set_to_none=True)
            ccc_loss(model(features, valid), labels, torch.ones_like(labels)).backward()
            optimizer.step()
        model.eval()
        with torch.inference_mode():
            for features, valid in validation_loader:
                model(features, valid)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
