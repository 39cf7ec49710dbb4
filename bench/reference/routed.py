"""What is asked of models whose queries and documents go different ways: embeddings by each route, and losses with their gradients."""
import json
import os
import sys

from sentence_transformers import losses
from tiny_model import figures

TEXTS = ["a dog runs .", "The small cat sleeps", "", "the old bird sings not", "dog"]
ROWS = {
    "anchor": ["a dog runs", "the small cat", "not a bird", "dog"],
    "positive": ["the dog runs .", "a cat sleeps", "the old dog sings", "the dog eats"],
    "negative": ["a bird sings", "the bird eats", "a bird", "a small old cat"],
}
ROUTES = {"anchor": "query", "positive": "document", "negative": "document"}
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


def outcomes(make, named):
    """Values and gradients of each loss on a fresh model, parameters under the names that `named` gives."""
    found = {}
    for name, loss in LOSSES.items():
        model = make()
        features = [{**model.preprocess(texts, task=ROUTES[column]), "task": ROUTES[column]} for column, texts in ROWS.items()]
        found[name] = figures(loss(model)(features, None), list(named(model)))
    return found


def tell(models, trained, named):
    """Writes the models into a folder that was named; without one, prints the figures of all, and what is learned by those in `trained`."""
    if len(sys.argv) > 1:
        for name, make in models.items():
            make().save(os.path.join(sys.argv[1], name), create_model_card=False)
        return
    said = {name: {"embeddings": embeddings(make())} for name, make in models.items()}
    for name in trained:
        said[name]["losses"] = outcomes(models[name], named)
    print(json.dumps({"texts": TEXTS, "rows": ROWS, **said}))
