"""The reference run: one epoch on the STS Benchmark with sentence-transformers' own trainer.

Prints one JSON object: correlations on dev and test before and after, the loss of every step, the order of the rows.
"""

import tempfile
import time

import worker
from sentence_transformers.sentence_transformer.data_collator import SentenceTransformerDataCollator
from sentence_transformers.sentence_transformer.evaluation import EmbeddingSimilarityEvaluator

import stsb
import trainer


class Collator(SentenceTransformerDataCollator):
    """The collator as it is, taking the number of each row out and noting it."""

    order = []

    def __call__(self, rows):
        self.order.extend(row.pop("row") for row in rows)
        return super().__call__(rows)


class Recorder(trainer.Trainer):
    data_collator_class = Collator


def correlations(model, rows):
    texts = stsb.columns(rows)
    evaluator = EmbeddingSimilarityEvaluator(
        texts["sentence1"], texts["sentence2"], texts["score"], main_similarity="cosine", write_csv=False
    )
    scores = evaluator(model)
    return {name: float(scores[f"{name}_cosine"]) for name in ("spearman", "pearson")}


def measure(model, splits):
    return {split: correlations(model, splits[split]) for split in ("dev", "test")}


def main():
    options = worker.options(__doc__)
    options.add_argument("--seed", type=int, default=42)
    options.add_argument("--save", help="write the trained model into this folder")
    given = options.parse_args()
    worker.start(given.threads)

    splits = {split: stsb.read(given.data, split) for split in ("train", "dev", "test")}
    model = trainer.open_model(given.model)
    before = measure(model, splits)
    numbers = {"row": list(range(len(splits["train"])))}
    with tempfile.TemporaryDirectory() as folder:
        run = trainer.prepare(model, splits["train"], folder, seed=given.seed, trainer=Recorder, columns=numbers)
        start = time.perf_counter()
        run.train()
        seconds = time.perf_counter() - start
    if given.save:
        model.save_pretrained(given.save)
    result = {"seed": given.seed, "seconds": seconds, "before": before, "after": measure(model, splits)}
    worker.answer(**result, losses=run.losses, order=run.data_collator.order)


if __name__ == "__main__":
    main()
