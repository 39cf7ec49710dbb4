"""How PyTorch rounds similarities on a CPU, row by row: what it prints is packages/core/test/evaluate/rounding.json.

    python rounding.py > rounding.json

Number i of row r is float32(((7919 i + 104729 r) mod 2003 - 1001) / 997); rows are compared with the row after them. Of each width there are the
norms of the differences, as Euclidean similarities, and the other three.
"""
import json

import torch
from sentence_transformers import util

torch.set_num_threads(1)
rows = 5


def row(r, width):
    return [((7919 * i + 104729 * r) % 2003 - 1001) / 997 for i in range(width)]


def case(width):
    a, b = (torch.tensor([row(r + by, width) for r in range(rows)]) for by in (0, 1))
    return {
        "width": width,
        "cosine": util.pairwise_cos_sim(a, b).tolist(),
        "dot": util.pairwise_dot_score(a, b).tolist(),
        "euclidean": util.pairwise_euclidean_sim(a, b).tolist(),
        "manhattan": util.pairwise_manhattan_sim(a, b).tolist(),
    }


print(json.dumps([case(width) for width in (1, 2, 3, 5, 6, 7, 8, 9, 12, 15, 33, 100, 384, 1100, 3000)]))
