"""sentence-transformers' own trainer, as the reference run, the training worker and the start-up worker use it."""

from datasets import Dataset
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss

import stsb


class Trainer(SentenceTransformerTrainer):
    """The trainer as it is, noting the exact loss and the number of pairs of each step."""

    def compute_loss(self, model, inputs, *args, **kwargs):
        loss = super().compute_loss(model, inputs, *args, **kwargs)
        self.losses.append(loss.item())
        self.pairs.append(len(inputs["label"]))
        return loss


def open_model(folder):
    model = SentenceTransformer(folder, device="cpu")
    model.max_seq_length = 256
    return model


def prepare(model, rows, folder, seed=42, epochs=1, trainer=Trainer, columns=None, callbacks=None):
    """A trainer ready to train: linear warm-up over a tenth of all steps, AdamW without decay, clipping at norm 1."""
    arguments = SentenceTransformerTrainingArguments(
        output_dir=folder,
        num_train_epochs=epochs,
        per_device_train_batch_size=16,
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
        train_dataset=Dataset.from_dict({**stsb.columns(rows), **(columns or {})}),
        loss=CosineSimilarityLoss(model),
        callbacks=callbacks,
    )
    made.losses, made.pairs = [], []
    return made
