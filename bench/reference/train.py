"""Worker: training steps of sentence-transformers' own trainer, tokenising and dropout included.

{"steps": n} runs the next n steps and answers {"seconds", "steps", "pairs", "loss"} (rows, and the mean loss of these steps).
"""

import tempfile
import time

import worker
from transformers import TrainerCallback

import stsb
import trainer


class Turns(TrainerCallback):
    """Lets the trainer's loop run only while a request is open."""

    def __init__(self, threads):
        self.threads = threads
        self.requests = worker.requests("steps")
        self.left = 0

    def wait(self):
        self.left = next(self.requests, None)
        if self.left is None:
            raise SystemExit(0)
        self.trainer.losses.clear()
        self.trainer.pairs.clear()
        self.start = time.perf_counter()

    def report(self):
        seconds = time.perf_counter() - self.start
        losses, pairs = self.trainer.losses, self.trainer.pairs
        worker.answer(seconds=seconds, steps=len(losses), pairs=sum(pairs), loss=sum(losses) / len(losses))

    def on_train_begin(self, *_, **__):
        worker.ready(self.threads)
        self.wait()

    def on_step_end(self, *_, **__):
        self.left -= 1
        if self.left == 0:
            self.report()
            self.wait()

    def on_train_end(self, *_, **__):
        if self.trainer.losses:
            self.report()
        else:
            self.refuse()
        for _ in self.requests:
            self.refuse()

    def refuse(self):
        worker.answer(error="no steps are left: start this worker with more --epochs")


def main():
    options = worker.options(__doc__)
    trainer.options(options)
    options.add_argument("--seed", type=int, default=42)
    options.add_argument("--epochs", type=int, default=10, help="how many epochs of steps there are to ask for")
    given = options.parse_args()
    worker.start(given.threads)

    turns = Turns(given.threads)
    rows = stsb.read(given.data, "train")
    with tempfile.TemporaryDirectory() as folder:
        turns.trainer = trainer.prepare(
            trainer.open_model(given.model, given.max_length),
            rows,
            folder,
            seed=given.seed,
            epochs=given.epochs,
            callbacks=[turns],
            kind=given.rows,
            batch_size=given.batch_size,
        )
        turns.trainer.train()


if __name__ == "__main__":
    main()
