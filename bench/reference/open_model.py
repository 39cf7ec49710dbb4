"""Opens a model folder that siamese wrote with sentence-transformers, and compares embeddings.

EXPECTED holds one {"text", "embedding"} a line, as siamese computed them. Prints {"texts", "width", "maxDifference"};
the exit code is 1 when a number differs by more than the tolerance.
"""

import argparse
import json
import sys

import worker
import numpy as np
from sentence_transformers import SentenceTransformer


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model", help="the folder to open")
    options.add_argument("expected", help="JSON lines of texts and their embeddings")
    options.add_argument("--tolerance", type=float, default=1e-5)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    worker.start(given.threads)

    with open(given.expected, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if not rows:
        sys.exit(f"{given.expected} holds no embedding to compare: write at least one line")
    texts = [row["text"] for row in rows]
    theirs = SentenceTransformer(given.model, device="cpu").encode(texts, show_progress_bar=False)
    ours = np.array([row["embedding"] for row in rows])
    if ours.shape != theirs.shape:
        sys.exit(f"{given.expected} holds embeddings of shape {ours.shape}, the model makes {theirs.shape}")
    difference = float(np.abs(ours - theirs).max())
    worker.answer(texts=len(texts), width=theirs.shape[1], maxDifference=difference)
    sys.exit(0 if difference <= given.tolerance else 1)  # NaN is never within it


if __name__ == "__main__":
    main()
