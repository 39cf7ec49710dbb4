"""Cases of every objective with other parameters, sizes and numbers than any folder of them has: for `pnpm golden`.

    python losses.py FOLDER [SEED]     then     pnpm golden FOLDER

Each case goes through the loss's own forward() over a model that looks rows up in a table: values, and gradients by the rows and by the
loss's own weights. The layout is that of the reference's numbers: FOLDER/losses/NAME.json.
"""
import json
import os
import random
import sys
import warnings

import torch

warnings.filterwarnings("ignore")
from sentence_transformers import util  # noqa: E402
from sentence_transformers.sentence_transformer import losses  # noqa: E402
from sentence_transformers.sentence_transformer.losses import batch_hard_triplet, contrastive, triplet  # noqa: E402

torch.set_num_threads(1)
folder = os.path.join(sys.argv[1], "losses")
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
draw = random.Random(seed)
torch.manual_seed(seed)


class Table(torch.nn.Module):
    """Row i is the embedding of the text whose only token is i."""

    similarity_fn_name = "cosine"
    device = torch.device("cpu")

    def __init__(self, rows):
        super().__init__()
        self.rows = torch.nn.Parameter(rows.clone())

    def forward(self, features, **_):
        features["sentence_embedding"] = self.rows[features["input_ids"][:, 0]]
        features["token_embeddings"] = features["sentence_embedding"].unsqueeze(1)
        return features

    def __getitem__(self, _):
        return self

    def get_embedding_dimension(self):
        return self.rows.shape[1]

    get_sentence_embedding_dimension = get_embedding_dimension


names = ("cos", "dot", "euclidean", "manhattan")
matrices = dict(zip(names, (util.cos_sim, util.dot_score, util.euclidean_sim, util.manhattan_sim)))
pairs = dict(
    zip(
        names,
        (
            util.pairwise_cos_sim,
            util.pairwise_dot_score,
            util.pairwise_euclidean_sim,
            util.pairwise_manhattan_sim,
        ),
    )
)
of_batches = batch_hard_triplet.BatchHardTripletLossDistanceFunction
named = {
    "TripletLoss": lambda value: getattr(triplet.TripletDistanceMetric, value.upper()),
    "ContrastiveLoss": lambda value: getattr(
        contrastive.SiameseDistanceMetric, {"cosine": "COSINE_DISTANCE"}.get(value, value.upper())
    ),
    "Batch": lambda value: {"cosine": of_batches.cosine_distance, "euclidean": of_batches.eucledian_distance}[value],
}
of_rows = ("CoSENTLoss", "MarginMSELoss", "DistillKLDivLoss")


def made(name, model, given):
    """The loss that parameters describe, functions by their names."""
    settings = dict(given)
    if name == "MatryoshkaLoss":
        inner = made(settings.pop("loss"), model, settings.pop("loss_params"))
        return losses.MatryoshkaLoss(model, inner, **settings)
    if name == "SoftmaxLoss":
        return losses.SoftmaxLoss(model, settings.pop("embedding_dimension"), settings.pop("num_labels"), **settings)
    kind = "Batch" if name.startswith("Batch") else name.removeprefix("Online")
    metric = named.get(kind)
    if metric and "distance_metric" in settings:
        settings["distance_metric"] = metric(settings["distance_metric"])
    if "similarity_fct" in settings:
        settings["similarity_fct"] = (pairs if name in of_rows else matrices)[settings["similarity_fct"]]
    if "loss_fct" in settings:
        settings["loss_fct"] = {"mse": torch.nn.MSELoss(), "l1": torch.nn.L1Loss()}[settings["loss_fct"]]
        settings["cos_score_transformation"] = {"identity": torch.nn.Identity(), "sigmoid": torch.nn.Sigmoid()}[
            settings["cos_score_transformation"]
        ]
    if "directions" in settings:
        settings["directions"] = tuple(settings["directions"])
    return getattr(losses, name)(model, **settings)


def case(name, columns, given, labels=None, dtype=None):
    rows = len(columns[0])
    model = Table(torch.cat(columns))
    loss = made(name, model, given)
    features = [
        {
            "input_ids": torch.arange(i * rows, (i + 1) * rows).unsqueeze(1),
            "attention_mask": torch.ones(rows, 1, dtype=torch.long),
        }
        for i in range(len(columns))
    ]
    own = {key: weight for key, weight in loss.named_parameters() if weight is not model.rows}
    value = loss(features, None if labels is None else torch.tensor(labels, dtype=getattr(torch, dtype)))
    value = sum(value.values()) if isinstance(value, dict) else value
    value.backward()
    gradient = torch.zeros_like(model.rows) if model.rows.grad is None else model.rows.grad
    expected = {
        "loss": value.item(),
        "grad_inputs": [gradient[i * rows : (i + 1) * rows].tolist() for i in range(len(columns))],
    }
    if own:
        expected["grad_loss_parameters"] = {key: weight.grad.tolist() for key, weight in own.items()}
    return {
        "params": given,
        "inputs": [column.tolist() for column in columns],
        **({} if labels is None else {"labels": labels, "labels_dtype": dtype}),
        **({"loss_parameters": {key: weight.detach().tolist() for key, weight in own.items()}} if own else {}),
        "expected": expected,
    }


pick = draw.choice
between = lambda least, most: round(draw.uniform(least, most), 3)  # noqa: E731
found = {}


def add(name, texts, given, labels=None, dtype=None, rows=None, width=None):
    rows = rows or draw.randint(2, 9)
    width = width or draw.randint(3, 17)
    columns = [torch.randn(rows, width) for _ in range(texts)]
    one = case(name, columns, given, labels and labels(rows, width), labels and dtype)
    found.setdefault(name, []).append({"name": f"drawn_{len(found.get(name, []))}", **one})


def classes(count):
    return lambda rows, _: [draw.randrange(count) for _ in range(rows)]


def scores(rows, _):
    return [between(0, 1) for _ in range(rows)]


def vectors(width=None):
    return lambda rows, own: [[between(-3, 3) for _ in range(width or own)] for _ in range(rows)]


def drawn():
    some = ["cosine", "euclidean", "manhattan"]
    add("TripletLoss", 3, {"distance_metric": pick(some), "triplet_margin": between(0.1, 6)})
    pair = {"distance_metric": pick(some), "margin": between(0.1, 4)}
    add("ContrastiveLoss", 2, {**pair, "size_average": pick([True, False])}, classes(2), "int64")
    add("OnlineContrastiveLoss", 2, pair, classes(2), "int64")
    metric = {"distance_metric": pick(some[:2])}
    for name in ("BatchAllTripletLoss", "BatchHardTripletLoss", "BatchSemiHardTripletLoss"):
        add(name, 1, {**metric, "margin": between(0.1, 4)}, classes(3), "int64", rows=draw.randint(4, 12))
    add("BatchHardSoftMarginTripletLoss", 1, metric, classes(3), "int64", rows=draw.randint(4, 12))
    score = {"loss_fct": pick(["mse", "l1"]), "cos_score_transformation": pick(["identity", "sigmoid"])}
    add("CosineSimilarityLoss", 2, score, scores, "float32")
    width, count = draw.randint(3, 9), draw.randint(2, 5)
    parts = ("concatenation_sent_rep", "concatenation_sent_difference", "concatenation_sent_multiplication")
    used = {part: pick([True, False]) for part in parts}
    if any(used.values()):
        head = {"embedding_dimension": width, "num_labels": count, **used}
        add("SoftmaxLoss", 2, head, classes(count), "int64", width=width)
    add("CoSENTLoss", 2, {"scale": between(0.5, 30), "similarity_fct": pick(names)}, scores, "float32")
    add("AnglELoss", 2, {"scale": between(0.5, 30)}, scores, "float32")
    add("AnglELoss", draw.randint(3, 5), {"scale": between(0.5, 30)})
    texts = draw.randint(3, 5)
    add("MarginMSELoss", texts, {"similarity_fct": pick(names)}, vectors(pick([texts - 2, texts - 1])), "float32")
    temperatures = {"student_temperature": between(0.3, 3), "teacher_temperature": between(0.3, 3)}
    add("DistillKLDivLoss", texts, {"similarity_fct": pick(names[:2]), **temperatures}, vectors(texts - 1), "float32")
    add("MSELoss", draw.randint(1, 3), {}, vectors(), "float32")
    distance = {"distance_metric": pick(["cosine", "l2", "mse"])}
    add("EmbedDistillLoss", draw.randint(1, 2), distance, vectors(), "float32")
    add("EmbedDistillLoss", 1, {**distance, "projection_dim": 7}, vectors(7), "float32", width=5)
    weights = {"mean_weight": between(0.1, 2), "second_moment_weight": between(0.1, 3)}
    spread = {"similarity_fct": pick(names[:2]), "aggregation": pick(["mean", "sum"]), **weights}
    add("GlobalOrthogonalRegularizationLoss", draw.randint(1, 3), spread)
    margins = {"positive_margin": between(0.3, 1), "negative_margin": between(0, 0.6)}
    plan = {"use_mini_batched_version": pick([True, False]), "mini_batch_size": draw.randint(2, 6)}
    add("MegaBatchMarginLoss", 2, {**margins, **plan}, rows=draw.randint(3, 9))
    ranking = "MultipleNegativesRankingLoss"
    add(ranking, draw.randint(2, 5), {"scale": between(1, 30), "similarity_fct": pick(names)})
    others = ("doc_to_query", "query_to_query", "doc_to_doc")
    directions = ["query_to_doc", *(each for each in others if pick([True, False]))]
    add(ranking, draw.randint(2, 4), {"scale": between(1, 30), "directions": directions, "partition_mode": "joint"})
    both = {"directions": ["query_to_doc", "doc_to_query"], "partition_mode": "per_direction"}
    add(ranking, draw.randint(2, 4), both)
    mode = pick(["all_negatives", "hard_negatives", "in_batch_negatives"])
    add(ranking, draw.randint(3, 5), {"hardness_mode": mode, "hardness_strength": between(0.5, 6)})
    add(f"Cached{ranking}", draw.randint(2, 4), {"scale": between(1, 30), "mini_batch_size": draw.randint(1, 6)})
    add("MultipleNegativesSymmetricRankingLoss", 2, {"scale": between(1, 30)})
    width = draw.randint(6, 14)
    dims = [*draw.sample(range(1, width), 2), width]
    name, texts, inner, labels = pick(
        [
            ("TripletLoss", 3, {"distance_metric": "euclidean", "triplet_margin": between(0.1, 2)}, None),
            ("CosineSimilarityLoss", 2, {}, scores),
            (ranking, 2, {"scale": between(1, 30)}, None),
            ("CoSENTLoss", 2, {"scale": between(1, 30), "similarity_fct": "cos"}, scores),
            ("MSELoss", 1, {}, vectors()),
        ]
    )
    lengths = {"matryoshka_dims": dims, "matryoshka_weights": [between(0.1, 2) for _ in dims]}
    add("MatryoshkaLoss", texts, {"loss": name, "loss_params": inner, **lengths}, labels, "float32", width=width)


for _ in range(8):
    drawn()
os.makedirs(folder, exist_ok=True)
for name, cases in found.items():
    with open(os.path.join(folder, f"{name}.json"), "w") as file:
        json.dump({"loss": name, "cases": cases}, file)
print({name: len(cases) for name, cases in found.items()})
