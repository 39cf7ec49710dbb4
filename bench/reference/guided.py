"""Losses that need more than the vectors and labels of one encoder, by sentence-transformers: values and gradients of tiny models.

python bench/reference/guided.py > packages/runner/test/engine/guided.json
"""
import json
import random

import torch
from sentence_transformers import losses

from tiny_model import OTHER_PIECES, PIECES, features, figures, fill, tiny

ANCHORS = ["the dog runs", "a small cat sleeps", "the old bird sings .", "not a dog"]
POSITIVES = ["a dog eats", "the cat sleeps .", "a bird", "the cat runs not"]
NEGATIVES = ["the bird", "the old dog eats .", "the small cat", "a dog runs"]
TRIPLETS = [ANCHORS, POSITIVES, NEGATIVES]


def drawn(choices):
    """The reference draws with python's random; here what it draws is written."""
    left = [list(choice) for choice in choices]
    random.sample = lambda population, count: [list(population)[i] for i in left.pop(0)]


def of(model, loss, columns, labels=None, also=()):
    value = loss(features(model, columns), labels)
    return figures(value, [*model.transformers_model.named_parameters(), *also])


def adaptive(**settings):
    model = tiny()
    inner = losses.MultipleNegativesRankingLoss(model)
    return of(model, losses.AdaptiveLayerLoss(model, inner, **settings), TRIPLETS)


def matryoshka_2d(layer, dims, **settings):
    model = tiny()
    drawn([dims[:1], [layer], dims[1:]])
    inner = losses.TripletLoss(model, triplet_margin=1)
    return of(model, losses.Matryoshka2dLoss(model, inner, [8, 5, 2], **settings), TRIPLETS)


def guided(columns, **settings):
    model, guide = tiny(), tiny(layers=2, hidden=12, pieces=OTHER_PIECES)
    loss = losses.GISTEmbedLoss(model, guide, temperature=0.2, **settings)
    assert loss.must_retokenize
    return of(model, loss, columns)


UNKNOWN = ["the purple dog runs", "A small cat sleeps .", "the old " * 9 + "bird", "not a dog"]
PROMPTS = ["a small ", "not the "]


def behind_prompts(pieces):
    """The prompts of training stand before the texts, as the trainer's collator puts them; words that nobody knows and a text that is cut."""
    model, guide = tiny(), tiny(layers=2, hidden=12, pieces=pieces)
    loss = losses.GISTEmbedLoss(model, guide, temperature=0.2)
    given = [dict(model.preprocess(texts, prompt=prompt)) for texts, prompt in zip([UNKNOWN, POSITIVES], PROMPTS)]
    return figures(loss(given, None), [*model.transformers_model.named_parameters()])


def tension(kind, columns, **settings):
    model = tiny()
    loss = kind(model, **settings)
    encoder = loss.model1.transformers_model
    fill(encoder, "copy.")
    copies = [(f"copy.{name}", parameter) for name, parameter in encoder.named_parameters()]
    return of(model, loss, columns, also=[*copies, *loss.named_parameters(recurse=False)])


def main():
    torch.set_num_threads(1)
    found = {}
    for layer, weighting in [(0, "uniform"), (2, "log"), (1, "linear")]:
        drawn([[layer]])
        found[f"adaptive, layer {layer}, {weighting}"] = adaptive(layer_weighting=weighting)
    drawn([[2, 0]])
    found["adaptive, layers 2 and 0, weights"] = adaptive(
        n_layers_per_step=2, last_layer_weight=0.5, prior_layers_weight=2, kl_div_weight=3, kl_temperature=0.7,
    )
    found["adaptive, all layers"] = adaptive(n_layers_per_step=-1, layer_weighting="log")
    found["adaptive, no divergence"] = (drawn([[1]]), adaptive(kl_temperature=0))[1]
    found["2d, layer 1, dims 0 and 2"] = matryoshka_2d(1, [0, 2])
    found["2d, layer 2, dims 1 and 1"] = matryoshka_2d(2, [1, 1], matryoshka_weights=[1, 0.5, 2])
    found["guided, negatives"] = guided(TRIPLETS)
    found["guided, relative margin, pairs"] = guided(TRIPLETS[:2], margin_strategy="relative", margin=0.05)
    found["guided, absolute margin, anchors alone"] = guided(TRIPLETS, margin=-0.05, contrast_positives=False)
    found["guided, behind prompts, other tokens"] = behind_prompts(OTHER_PIECES)
    found["guided, behind prompts, the same tokens"] = behind_prompts(PIECES)
    same = [ANCHORS[0], POSITIVES[1], ANCHORS[2], POSITIVES[3]]
    found["contrastive tension"] = tension(losses.ContrastiveTensionLoss, [ANCHORS, same])
    found["contrastive tension in batch"] = tension(losses.ContrastiveTensionLossInBatchNegatives, [ANCHORS], scale=3.0)
    lines = [f"{json.dumps(name)}: {json.dumps(each, separators=(',', ':'))}" for name, each in found.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
