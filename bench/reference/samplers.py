"""Batches of the reference's own samplers, by seed and epoch, as JSON: what packages/runner/test/train/samplers/reference.json holds.

python bench/reference/samplers.py > packages/runner/test/train/samplers/reference.json
"""
import json

import torch
from datasets import Dataset
from sentence_transformers.base.sampler import (
    DefaultBatchSampler,
    GroupByLabelBatchSampler,
    NoDuplicatesBatchSampler,
    ProportionalBatchSampler,
    RoundRobinBatchSampler,
)
from torch.utils.data import BatchSampler, ConcatDataset, RandomSampler
from transformers.trainer_pt_utils import get_length_grouped_indices

LABELS = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 4, 1, 0, 2, 4]
TEXTS = [[f"a{i % 5}", f"p{(3 * i) % 8}"] for i in range(23)]
LENGTHS = [(7 * i * i) % 41 + 1 for i in range(45)]


def generator(seed):
    return torch.Generator().manual_seed(seed)


def epochs(sampler):
    found = []
    for epoch in range(2):
        sampler.set_epoch(epoch)
        found.append([list(map(int, batch)) for batch in sampler])
    return found


def grouped(labels, size, drop, seed, shared=None):
    data = Dataset.from_dict({"text": [str(i) for i in range(len(labels))], "label": labels})
    return GroupByLabelBatchSampler(data, size, drop, ["label"], shared or generator(seed), seed)


def distinct(rows, size, drop, seed, hashed=False, shared=None):
    data = Dataset.from_dict({"anchor": [a for a, _ in rows], "positive": [p for _, p in rows]})
    return NoDuplicatesBatchSampler(data, size, drop, [], shared or generator(seed), seed, precompute_hashes=hashed)


def several(kind, make, counts, seed):
    shared = generator(seed)
    samplers = [make(count, shared) for count in counts]
    return epochs(kind(ConcatDataset([range(count) for count in counts]), samplers, shared, seed))


def shuffled(size, drop):
    class Shuffled(DefaultBatchSampler):
        def __init__(self, count, shared):
            super().__init__(RandomSampler(range(count), generator=shared), size, drop)

    return Shuffled


def by_length(size, seed):
    found = []
    for epoch in range(2):
        order = get_length_grouped_indices(LENGTHS, size, generator=generator(seed + epoch))
        found.append([order[i : i + size] for i in range(0, len(order), size)])
    return found


cases = []
for seed in (3, 42):
    for size in (4, 6):
        for drop in (False, True):
            common = {"seed": seed, "batchSize": size, "lastBatch": "dropped" if drop else "kept"}
            cases.append({"sampler": "grouped by label", **common, "epochs": epochs(grouped(LABELS, size, drop, seed))})
            cases.append({"sampler": "no duplicates", **common, "epochs": epochs(distinct(TEXTS, size, drop, seed))})
    cases.append({"sampler": "by length", "seed": seed, "batchSize": 3, "lastBatch": "kept", "epochs": by_length(3, seed)})

sets = []
for sampling, kind in (("proportional", ProportionalBatchSampler), ("round-robin", RoundRobinBatchSampler)):
    for drop in (False, True):
        common = {"sampling": sampling, "seed": 7, "batchSize": 4, "lastBatch": "dropped" if drop else "kept"}
        counts = [9, 14, 7]
        sets.append({"sampler": "shuffled", **common, "counts": counts, "epochs": several(kind, shuffled(4, drop), counts, 7)})
        counts = [16, 23, 12]
        make = lambda count, shared: grouped(LABELS[:count], 4, drop, 7, shared)
        sets.append({"sampler": "grouped by label", **common, "counts": counts, "epochs": several(kind, make, counts, 7)})

hashed = [{"seed": 5, "batchSize": 4, "epochs": epochs(distinct(TEXTS, 4, False, 5, hashed=True))}] if __import__("importlib").util.find_spec("xxhash") else []
print(json.dumps({"labels": LABELS, "texts": TEXTS, "lengths": LENGTHS, "cases": cases, "sets": sets, "hashed": hashed}))
