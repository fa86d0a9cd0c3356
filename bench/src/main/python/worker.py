"""Trains one model on request: one line of JSON per request on standard input, one per answer on standard output."""

import argparse
import json
import sys
import time
from pathlib import Path

import torch
from cases import CASES, Case
from loss import ccc_loss
from safetensors import safe_open
from torch import Tensor, nn

Batch = tuple[dict[str, Tensor], Tensor, Tensor, Tensor]


class Training:
    """A model, its optimiser and its batches."""

    def __init__(self, model: nn.Module, batches: list[Batch], fused: bool):
        self.model = model.train()
        self.batches = batches
        trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
        self.optimizer = torch.optim.Adam(trained, lr=1e-4, fused=True if fused else None)
        self.steps = 0

    def step(self) -> float:
        """Train on the next batch and return the loss."""
        features, valid, labels, label_mask = self.batches[self.steps % len(self.batches)]
        self.optimizer.zero_grad(set_to_none=True)
        loss = ccc_loss(self.model(features, valid), labels, label_mask)
        loss.backward()
        self.optimizer.step()
        self.steps += 1
        return loss.item()


def open_training(request: dict) -> Training:
    """Load parameters and batches from the exchange file."""
    case = CASES[request["case"]]
    model = case.model()
    with safe_open(request["exchange"], "pt") as file:
        state = {name.removeprefix("model."): file.get_tensor(name) for name in file.keys() if name.startswith("model.")}
        model.load_state_dict(state, strict=True)
        batches = [load_batch(file, number, case) for number in range(int(file.metadata()["batches"]))]
    if not request["dropout"]:
        without_dropout(model)
    return Training(model, batches, request.get("fused", False))


def load_batch(file, number: int, case: Case) -> Batch:
    """Read one batch."""
    prefix = f"batch.{number}."
    features = {name: file.get_tensor(f"{prefix}features.{name}") for name in case.features}
    valid = file.get_tensor(prefix + "frames").unsqueeze(-1)
    return features, valid, file.get_tensor(prefix + "labels"), file.get_tensor(prefix + "label_mask")


def without_dropout(model: nn.Module) -> None:
    """Turn dropout off for good; everything else trains."""
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
        elif isinstance(getattr(module, "dropout", None), float):
            module.dropout = 0.0


def memory(key: str) -> int:
    """Return a line of this process's status, in kB: VmHWM, the largest resident set so far, or VmRSS, that of now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(key + ":"):
            return int(line.split()[1])
    raise RuntimeError(f"/proc/self/status has no line {key}")


def timed_steps(training: Training, count: int) -> dict:
    """Train, and return the time and the loss of each step."""
    seconds, losses = [], []
    for _ in range(count):
        start = time.perf_counter()
        losses.append(training.step())
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "losses": losses}


def answer(request: dict, training: Training | None) -> tuple[dict, Training | None]:
    """Answer one request; return the answer and the training that is open from now on."""
    match request["do"]:
        case "open":
            torch.set_num_threads(request["threads"])
            training = open_training(request)
            return {"parameters": sum(p.numel() for p in training.model.parameters() if p.requires_grad)}, training
        case "step" if training is not None:
            return timed_steps(training, request["count"]), training
        case "memory":
            return {"kilobytes": memory("VmHWM"), "resident": memory("VmRSS")}, training
        case "close":
            return {}, None
    raise ValueError(f"found the request {request}, wanted open, step after open, memory or close")


def serve() -> None:
    """Answer requests until there are no more."""
    training = None
    for line in sys.stdin:
        try:
            reply, training = answer(json.loads(line), training)
        except Exception as error:  # told to the one who asked; the details go to the log
            reply = {"error": f"{type(error).__name__}: {error}"}
            print(repr(error), file=sys.stderr)
        print(json.dumps(reply), flush=True)


def first_step(name: str, threads: int) -> None:
    """Build a model, make a batch, train one step, and say so."""
    torch.set_num_threads(threads)
    case = CASES[name]
    shape = (case.batch, case.length)
    features = {modality: torch.randn(*shape, width) for modality, width in case.features.items()}
    batch = (features, torch.ones(*shape, 1), torch.rand(*shape, 2) * 2 - 1, torch.ones(*shape, 2))
    loss = Training(case.model(), [batch], fused=False).step()
    print(json.dumps({"loss": loss}), flush=True)


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first-step", metavar="CASE", choices=CASES)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    if options.first_step:
        first_step(options.first_step, options.threads)
    else:
        serve()


if __name__ == "__main__":
    main()
