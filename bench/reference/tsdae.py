"""A text told again by a decoder, by sentence-transformers: value and gradients of a tiny BERT, encoder and decoder tied.

python bench/reference/tsdae.py > packages/runner/test/engine/tsdae.json
"""
import json

import torch
from sentence_transformers import losses

from tiny_model import features, figures, fill, numbers, tiny

TEXTS = ["the dog runs", "a small cat sleeps", "the old bird sings .", "not a dog eats the small bird", "cat"]
# What is left of them under the seed of the test.
NOISY = ["runs", "a small sleeps", "old sings", "a", "cat"]


def own(name):
    return "crossattention" in name or name.startswith("cls.")


def main():
    torch.set_num_threads(1)
    model = tiny()
    loss = losses.DenoisingAutoEncoderLoss(model)
    with torch.no_grad():
        for name, parameter in loss.decoder.named_parameters():
            if own(name):
                parameter.copy_(numbers(f"decoder.{name}", parameter.shape))
    fill(model.transformers_model)
    value = loss(features(model, [NOISY, TEXTS]), None)
    # One vector is attended with the weight 1: query and key have no gradient, and are not kept here.
    decoders = [
        (f"decoder.{name}", parameter) for name, parameter in loss.decoder.named_parameters()
        if own(name) and ".query." not in name and ".key." not in name
    ]
    print(json.dumps(figures(value, [*model.transformers_model.named_parameters(), *decoders]), indent=1))


if __name__ == "__main__":
    main()
