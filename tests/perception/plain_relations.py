"""The cues of a front among its neighbours, front by front and pair by pair, as they are meant.

Slow and plain: what the program does to all fronts at once must come to the same.
"""

import numpy as np

LEAD = 5


def window(bands, front, length, floor, shift):
    """What follows *front*, over the noise and less its mean, at unit length."""
    steps = np.clip(np.arange(front - LEAD + shift, front + length + shift), 0, bands.shape[1] - 1)
    cut = np.maximum(bands[:, steps], floor[:, None])
    cut = (cut - cut.mean(axis=1, keepdims=True)).ravel()
    return cut / max(np.sqrt((cut**2).sum()), 1e-3)


def alike(bands, fronts, floor, length):
    """The better of both ways of shifting one against the other by up to a millisecond."""
    plain, back, ahead = (
        np.array(
            [window(bands, at, length, low, shift) for at, low in zip(fronts, floor, strict=True)]
        )
        for shift in (0, -1, 1)
    )
    best = np.max([plain @ plain.T, plain @ back.T, plain @ ahead.T], axis=0)
    return np.maximum(best, best.T)


def among(at, fronts, logit, level, short, long):
    """Cues 5 to 17 of front number *at* of those around it."""
    likely = logit >= logit.max() - 2.0
    others = likely.copy()
    others[at] = False
    louder = others & (level >= level[at] - 3.0)
    first = np.flatnonzero(likely)[0]
    kin = np.where(others, long, -1.0).argmax()
    ahead = np.flatnonzero((level[:at] >= level[at] + 1.0) & likely[:at])
    close = np.abs(fronts - fronts[at]) <= 500
    before, after = np.flatnonzero(likely[:at]), np.flatnonzero(likely[at + 1 :]) + at + 1
    steady = 0.0
    if before.size and after.size:
        gaps = fronts[at] - fronts[before[-1]], fronts[after[0]] - fronts[at]
        steady = min(gaps) / max(gaps)
    return [
        level[at] - level.max(),
        logit[at] - logit.max(),
        short[others].max(initial=-1.0),
        long[others].max(initial=-1.0),
        long[louder].max(initial=-1.0),
        long[first] if first != at else 1.0,
        level[at] - level[kin] if others.any() else 0.0,
        fronts[at] - fronts[ahead[-1]] if ahead.size else 3000.0,
        level[ahead[-1]] - level[at] if ahead.size else 0.0,
        float(first == at),
        close.sum(),
        (others & close).sum(),
        steady,
    ]


def echoes(at, fronts, logit, alike):
    """Pairs that repeat a delay, the contrast between roles, and that of the earlier role."""
    likely = np.flatnonzero(logit >= logit.max() - 2.0)
    if likely.size < 4 or at not in likely:
        return [0.0, -1.0, -1.0]
    as_echo = [repeats(other, at, likely, fronts, alike) for other in likely if other < at]
    as_shot = [repeats(at, other, likely, fronts, alike) for other in likely if other > at]
    best = max([(-1.0, 0.0), *as_echo], key=lambda pair: pair[0])
    return [best[1], best[0], max([-1.0, *(contrast for contrast, _ in as_shot)])]


def repeats(first, last, likely, fronts, alike):
    """The contrast, and the number, of other pairs as far apart as *first* and *last*."""
    delay, within = fronts[last] - fronts[first], []
    across = max(alike[first, last], 0.0)
    if 35 <= delay <= 700:
        for lead in likely:
            for echo in likely:
                near = abs(fronts[echo] - fronts[lead] - delay) <= 2.5
                if near and lead != first and echo != last:
                    within.append(min(alike[first, lead], alike[last, echo]))
    if not within:
        return -1.0, 0.0
    return np.median(within) - across, sum(one > across for one in within)
