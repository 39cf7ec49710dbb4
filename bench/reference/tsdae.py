"""A text told again by a decoder, by sentence-transformers: value and gradients of tiny models, their weights shared by encoder and decoder
or apart.

python bench/reference/tsdae.py > packages/runner/test/engine/tsdae.json
"""
import json

import torch
from sentence_transformers import losses

from tiny_model import features, figures, fill, numbers, tiny

TEXTS = ["the dog runs", "a small cat sleeps", "the old bird sings .", "not a dog eats the small bird", "cat"]
# What is left of them under the seed of the test.
NOISY = ["runs", "a small sleeps", "old sings", "a", "cat"]


def found(kind, shared):
    model = tiny(kind=kind)
    folder = model.transformers_model.config._name_or_path
    loss = losses.DenoisingAutoEncoderLoss(model, None if shared else folder, tie_encoder_decoder=shared)
    before = f"{loss.decoder.base_model_prefix}."

    def own(name):
        return "crossattention" in name or not name.startswith(before)

    # The scores' table is that of embeddings, under whichever name comes first.
    table = f"{before}embeddings.word_embeddings.weight"
    named = [
        (table if name == "lm_head.decoder.weight" else name, parameter) for name, parameter in loss.decoder.named_parameters()
    ]
    # One vector is attended with the weight 1: query and key have no gradient, and are not kept here.
    decoders = [
        (f"decoder.{name}" if own(name) else f"copy.{name.removeprefix(before)}", parameter)
        for name, parameter in named
        if (own(name) or not shared) and ".crossattention.self.query." not in name and ".crossattention.self.key." not in name
    ]
    with torch.no_grad():
        for name, parameter in decoders:
            parameter.copy_(numbers(name, parameter.shape))
    fill(model.transformers_model)
    value = loss(features(model, [NOISY, TEXTS]), None)
    return figures(value, [*model.transformers_model.named_parameters(), *decoders])


def main():
    torch.set_num_threads(1)
    cases = [("bert", True), ("bert", False), ("roberta", True), ("xlm-roberta", False), ("electra", True), ("electra", False)]
    print(json.dumps(
        [{"architecture": kind, "decoder": "shared" if shared else "apart", **found(kind, shared)} for kind, shared in cases]
    ))


if __name__ == "__main__":
    main()
