"""sentence-transformers' own trainer, as the reference run, the training worker and the start-up worker use it."""

from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss, TripletDistanceMetric, TripletLoss

import stsb


class Trainer(SentenceTransformerTrainer):
    """The trainer as it is, noting the exact loss and the number of rows of each step."""

    def compute_loss(self, model, inputs, *args, **kwargs):
        loss = super().compute_loss(model, inputs, *args, **kwargs)
        self.losses.append(loss.item())
        self.pairs.append(len(next(value for name, value in inputs.items() if name.endswith("input_ids"))))
        return loss


def triplet_loss(model):
    return TripletLoss(model, distance_metric=TripletDistanceMetric.EUCLIDEAN, triplet_margin=1.0)


# What rows are trained on, and the loss.
OBJECTIVES = {"pairs": (stsb.columns, CosineSimilarityLoss), "triplets": (stsb.triplets, triplet_loss)}


def options(parser):
    """What a worker is told of a task."""
    parser.add_argument("--rows", choices=OBJECTIVES, default="pairs")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--max-length", type=int, default=256)


def open_model(folder, max_length=256):
    model = SentenceTransformer(folder, device="cpu")
    model.max_seq_length = max_length
    return model


def prepare(
    model, rows, folder, seed=42, epochs=1, trainer=Trainer, columns=None, callbacks=None, kind="pairs", batch_size=16
):
    """A trainer ready to train: linear warm-up over a tenth of all steps, AdamW without decay, clipping at norm 1."""
    texts, loss = OBJECTIVES[kind]
    arguments = SentenceTransformerTrainingArguments(
        output_dir=folder,
        num_train_epochs=epochs,
        per_device_train_batch_size=batch_size,
        learning_rate=2e-5,
        warmup_steps=0.1,  # below 1: a share of all steps
        weight_decay=0.0,
        max_grad_norm=1.0,
        seed=seed,
        use_cpu=True,
        save_strategy="no",
        logging_strategy="no",
        report_to=[],
        disable_tqdm=True,
    )
    made = trainer(
        model=model,
        args=arguments,
        train_dataset=Dataset.from_dict({**texts(rows), **(columns or {})}),
        loss=loss(model),
        callbacks=callbacks,
    )
    made.losses, made.pairs = [], []
    return made
