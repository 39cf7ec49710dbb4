"""Queries and documents by routes of their own, by sentence-transformers: embeddings, values and gradients.

    python router.py > packages/runner/test/engine/router.json
    python router.py FOLDER        writes the models, one a folder, for another program to open

The encoder is the tiny BERT of tiny_model.py, and the weights of a route's modules are a formula of their names, too.
"""
import json
import logging
import os
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import torch  # noqa: E402
from sentence_transformers import SentenceTransformer, losses  # noqa: E402
from sentence_transformers.sentence_transformer.modules import Dense, LayerNorm, Normalize, Pooling, Router  # noqa: E402
from tiny_model import figures, fill, tiny  # noqa: E402

torch.set_num_threads(1)
TEXTS = ["a dog runs .", "The small cat sleeps", "", "the old bird sings not", "dog"]
ROWS = {
    "anchor": ["a dog runs", "the small cat", "not a bird", "dog"],
    "positive": ["the dog runs .", "a cat sleeps", "the old dog sings", "the dog eats"],
    "negative": ["a bird sings", "the bird eats", "a bird", "a small old cat"],
}
ROUTES = {"anchor": "query", "positive": "document", "negative": "document"}
NAMES = {"Dense": "pool.dense", "LayerNorm": "pool.layerNorm"}


def named(model):
    """Parameters under our names: those of the encoder as they are, those of a route's modules behind it and the stage's name."""
    for name, parameter in model.transformers_model.named_parameters():
        yield name, parameter
    for module in model.children():
        if isinstance(module, Router):
            for route, modules in module.sub_modules.items():
                for each in modules:
                    for name, parameter in each.named_parameters():
                        yield f"{route}.{NAMES[type(each).__name__]}.{name}", parameter


def heads():
    """One encoder, and a layer of its own for each route."""
    model = tiny()
    router = Router(
        {
            "query": [Dense(8, 4, activation_function=torch.nn.Tanh())],
            "document": [Dense(8, 4, bias=False, activation_function=torch.nn.Identity()), LayerNorm(4)],
        },
        default_route="document",
    )
    fill_routes(router)
    return SentenceTransformer(modules=[*model.children(), router, Normalize()], device="cpu")


def poolings():
    """One encoder, a pooling of its own for each route, and nothing else for documents."""
    model = tiny()
    router = Router({"query": [Pooling(8, "cls"), Dense(8, 8)], "document": [Pooling(8, "max")]}, default_route="query")
    fill_routes(router)
    return SentenceTransformer(modules=[model[0], router], device="cpu")


def shared():
    """The encoder stands in both routes, as the library's own examples have it."""
    transformer, pooling = tiny().children()
    router = Router.for_query_document([transformer, pooling, Dense(8, 8)], [transformer, pooling])
    model = SentenceTransformer(modules=[router, Normalize()], device="cpu")
    for module in router.sub_modules["query"][2:]:
        fill(module, "query.pool.dense.")
    return model


def fill_routes(router):
    for route, modules in router.sub_modules.items():
        for module in modules:
            fill(module, f"{route}.{NAMES.get(type(module).__name__)}.")


MODELS = {"heads": heads, "poolings": poolings, "shared": shared}
LOSSES = {
    "loss.multipleNegativesRanking": lambda model: losses.MultipleNegativesRankingLoss(model, scale=5),
    "loss.triplet": lambda model: losses.TripletLoss(model, triplet_margin=2),
}


def rows(values):
    return [[float(f"{x:.7g}") for x in row] for row in values.tolist()]


def embeddings(model):
    return {
        "query": rows(model.encode_query(TEXTS)),
        "document": rows(model.encode_document(TEXTS)),
        "usual": rows(model.encode(TEXTS)),
    }


def outcomes(make):
    found = {}
    for name, loss in LOSSES.items():
        model = make()
        features = [{**model.preprocess(texts, task=ROUTES[column]), "task": ROUTES[column]} for column, texts in ROWS.items()]
        found[name] = figures(loss(model)(features, None), list(named(model)))
    return found


def main():
    if len(sys.argv) > 1:
        for name, make in MODELS.items():
            make().save(os.path.join(sys.argv[1], name), create_model_card=False)
        return
    said = {name: {"embeddings": embeddings(make())} for name, make in MODELS.items()}
    for name in ("heads", "poolings"):
        said[name]["losses"] = outcomes(MODELS[name])
    print(json.dumps({"texts": TEXTS, "rows": ROWS, **said}))


if __name__ == "__main__":
    main()
