"""Static embeddings by sentence-transformers: embeddings, and the table after three steps of the cosine loss by SGD.

    python tables.py > packages/runner/test/engine/tables.json

The tokenizer is that of tiny_model.py, and so are the numbers of a table: a formula of its name. Every step sees all pairs; gradients are
clipped to a norm of 1. `folded` is the table of a Model2Vec file with a mapping and weights.
"""
import json
import logging
import tempfile
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402
from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss  # noqa: E402
from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: E402
from tiny_model import PIECES, numbers, write_tiny  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402

torch.set_num_threads(1)
TEXTS = ["a dog runs.", "The small cat sleeps", "", "a bird nobody knows sings not", "dog dog dog old"]
PAIRS = [("a dog runs", "the dog runs.", 0.9), ("a small bird", "the old cat eats", 0.1), ("dog dog", "a cat", 0.4), ("\u0001", "the bird", 0.5)]


def tokenizer():
    with tempfile.TemporaryDirectory() as folder:
        write_tiny(folder, 1, 8, PIECES)
        return Tokenizer.from_file(f"{folder}/tokenizer.json")


def steps(model, learning_rate, count=3):
    loss = CosineSimilarityLoss(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    texts = [[pair[i] for pair in PAIRS] for i in range(2)]
    for _ in range(count):
        optimizer.zero_grad()
        loss([model.preprocess(some) for some in texts], torch.tensor([pair[2] for pair in PAIRS])).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()


def rows(tensor):
    return [[float(x) for x in row] for row in tensor]


def main():
    table = numbers("embedding.weight", (len(PIECES), 4))
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer(), embedding_weights=table.clone())], device="cpu")
    said = {"texts": TEXTS, "pairs": PAIRS, "embeddings": rows(model.encode(TEXTS))}
    steps(model, 0.5)
    said["trained"] = rows(model[0].embedding.weight)
    mapping = torch.tensor([(3 * i) % 5 for i in range(len(PIECES))])
    weights = numbers("weights", (len(PIECES),))
    folded = StaticEmbedding._fold_model2vec_weights(numbers("embeddings", (5, 4)), mapping, weights)
    said["folded"] = rows(SentenceTransformer(modules=[StaticEmbedding(tokenizer(), embedding_weights=folded)], device="cpu").encode(TEXTS))
    print(json.dumps(said))


if __name__ == "__main__":
    main()
