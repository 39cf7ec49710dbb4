"""Queries and documents by routes of their own, by sentence-transformers: embeddings, values and gradients.

    python router.py > packages/runner/test/engine/router.json
    python router.py FOLDER        writes the models, one a folder, for another program to open

The encoder is the tiny BERT of tiny_model.py, and the weights of a route's modules are a formula of their names, too.
"""
import logging
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402
from sentence_transformers.sentence_transformer.modules import Dense, LayerNorm, Normalize, Pooling, Router  # noqa: E402
from routed import tell  # noqa: E402
from tiny_model import fill, tiny  # noqa: E402

torch.set_num_threads(1)
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


if __name__ == "__main__":
    tell(MODELS, ("heads", "poolings"), named)
