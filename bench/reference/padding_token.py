"""A text that has the padding token itself, by sentence-transformers: the value of a loss and the gradients of tiny models.

python bench/reference/padding_token.py > packages/runner/test/engine/paddingToken.json
"""
import json

import torch
from sentence_transformers import losses

from tiny_model import features, figures, tiny

PAIRS = [("a [PAD] dog runs", "the dog [PAD]"), ("[PAD] cat", "the old cat sleeps"), ("a bird sings", "not a bird")]
SCORES = [0.9, 0.4, 0.1]


def found(kind):
    model = tiny(kind=kind)
    loss = losses.CosineSimilarityLoss(model)
    value = loss(features(model, [[a for a, _ in PAIRS], [b for _, b in PAIRS]]), torch.tensor(SCORES))
    return {"architecture": kind, **figures(value, model.transformers_model.named_parameters())}


def main():
    torch.set_num_threads(1)
    print(json.dumps([found(kind) for kind in ("bert", "roberta", "electra")]))


if __name__ == "__main__":
    main()
