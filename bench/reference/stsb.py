"""The STS Benchmark as every script here reads it: gzipped JSON lines of sentence1, sentence2, score from 0 to 5."""

import gzip
import json
from pathlib import Path


def read(folder, split):
    with gzip.open(Path(folder) / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def columns(rows):
    """The columns of the training set, in the order the loss takes them: two texts, the score as a cosine (0 to 1)."""
    return {
        "sentence1": [row["sentence1"] for row in rows],
        "sentence2": [row["sentence2"] for row in rows],
        "score": [row["score"] / 5 for row in rows],
    }


def sentences(rows):
    return [text for row in rows for text in (row["sentence1"], row["sentence2"])]
