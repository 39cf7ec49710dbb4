"""Pairs of the reference's ContrastiveTensionDataLoader, its shuffling in the order of torch.randperm, as JSON: what
packages/runner/test/sources/drawnPairs.json holds.

python bench/reference/drawn_pairs.py > packages/runner/test/sources/drawnPairs.json
"""
import json
import random

import torch
from sentence_transformers.sentence_transformer.losses.contrastive_tension import ContrastiveTensionDataLoader

CASES = [(40, 8, 4, 42), (47, 6, 3, 7), (31, 8, 8, 0), (12, 4, 2, 5)]


def epoch(texts, size, ratio, seed):
    def shuffle(given):
        order = torch.randperm(len(given), generator=torch.Generator().manual_seed(seed)).tolist()
        given[:] = [texts[i] for i in order]

    random.shuffle = shuffle
    loader = ContrastiveTensionDataLoader(list(texts), size, ratio)
    return [[[*example.texts, example.label] for example in batch] for batch in loader]


print(json.dumps([
    {
        "texts": count, "batchSize": size, "negatives": ratio - 1, "seed": seed,
        "epochs": [epoch([f"t{i}" for i in range(count)], size, ratio, seed + e) for e in range(2)],
    }
    for count, size, ratio, seed in CASES
]))
