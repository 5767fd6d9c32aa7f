"""How the networks of the picker are fitted: batches, one cycle of the rate, averaged weights."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import torch

Net = TypeVar("Net", bound=torch.nn.Module)
#: Inputs, targets, and the weight of each target.
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


def descend(
    net: Net,
    draw: Callable[[], Batch],
    steps: int,
    *,
    rate: float,
    decay: float,
    memory: float,
    share: float,
) -> Net:
    """Return *net* after *steps* batches of *draw*, ready to run.

    *rate* is the highest learning rate, *decay* that of the weights, *memory* how much of their
    mean is kept a step, and the weighted sum of the losses is divided by *share*.
    """
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=rate, total_steps=steps, pct_start=0.1
    )
    # The mean of the last weights does better than the last: Izmailov et al. 2018, UAI.
    averaged = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(memory), use_buffers=True
    )
    began, running = time.monotonic(), torch.zeros(())
    for step in range(1, steps + 1):
        inputs, targets, weights = draw()
        # Sixteen-bit floats halve the time; the logarithm of the filter bank keeps its 32.
        with torch.autocast(inputs.device.type, dtype=torch.bfloat16):
            logits = net(inputs)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            logits.float(), targets, weight=weights, reduction="sum"
        )
        loss = loss / share
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        averaged.update_parameters(net)
        running = loss.detach() if step == 1 else 0.98 * running + 0.02 * loss.detach()
        if step % 500 == 0:
            print(
                f"  {type(net).__name__} {step}/{steps} loss {running.item():.3f} "
                f"{time.monotonic() - began:.0f} s",
                flush=True,
            )
    averaged.module.eval()
    return averaged.module
