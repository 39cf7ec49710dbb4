"""The rows as every script here reads them: gzipped JSON lines."""

import gzip
import json
from pathlib import Path


def read(folder, split):
    with gzip.open(Path(folder) / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def triplets(rows):
    return {name: [row[name] for row in rows] for name in ("anchor", "positive", "negative")}


def columns(rows):
    """The columns of the training set, in the order the loss takes them: two texts, the score as a cosine (0 to 1)."""
    return {
        "sentence1": [row["sentence1"] for row in rows],
        "sentence2": [row["sentence2"] for row in rows],
        "score": [row["score"] / 5 for row in rows],
    }


def sentences(rows):
    return [text for row in rows for text in (row["sentence1"], row["sentence2"])]


class Sentences:
    """The sentences of the training split, as many as are asked for: every k-th of all, the next turn one later."""

    def __init__(self, folder):
        self.all = sentences(read(folder, "train"))
        self.turn = 0

    def take(self, count):
        apart = max(1, len(self.all) // count)
        start = self.turn % apart
        self.turn += 1
        return [self.all[(start + i * apart) % len(self.all)] for i in range(count)]
