"""Random streams: one seed, and a name for each use, so that adding a use never disturbs another."""

import hashlib

import numpy as np

Stream = np.random.Generator


def stream(seed: int, *name: str | int) -> Stream:
    """A generator that depends on the seed and the name only (never on PYTHONHASHSEED or on call order)."""
    digest = hashlib.blake2b("/".join(map(str, (seed, *name))).encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))


def chance(rng: Stream, n: int, share: float | np.ndarray) -> np.ndarray:
    """(n,) booleans, true with probability `share`."""
    return rng.random(n) < share


def pick(rng: Stream, n: int, weights: list[float] | np.ndarray) -> np.ndarray:
    """(n,) indexes into `weights`, drawn in proportion to them."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    made: np.ndarray = np.searchsorted(edges, rng.random(n) * edges[-1], side="right").astype(np.int32)
    return made


def pick_each(rng: Stream, weights: np.ndarray) -> np.ndarray:
    """(n,) indexes, each drawn by its own row of the (n, k) `weights`."""
    edges = np.cumsum(weights, axis=1)
    made: np.ndarray = (
        (rng.random(len(weights))[:, None] * edges[:, -1:] >= edges).sum(axis=1).astype(np.int32)
    )
    return made
