"""Worker: from the start of the process to the end of its first training step.

The first line comes when that step is done; {"startup": 1} answers {"seconds", "run"}: from the start of the process, and
from when it begins to load the libraries, which are what computes here.
"""

import time

BEGAN = time.time()

import tempfile

import worker
from transformers import TrainerCallback

import stsb
import trainer


class FirstStep(TrainerCallback):
    def on_step_end(self, arguments, state, control, **_):
        self.done = time.time()
        control.should_training_stop = True


def main():
    options = worker.options(__doc__)
    trainer.options(options)
    options.add_argument("--since", type=float, default=BEGAN, help="when the process was started, in Unix seconds")
    given = options.parse_args()
    worker.start(given.threads)

    first = FirstStep()
    rows = stsb.read(given.data, "train")
    with tempfile.TemporaryDirectory() as folder:
        model = trainer.open_model(given.model, given.max_length)
        trainer.prepare(model, rows, folder, callbacks=[first], kind=given.rows, batch_size=given.batch_size).train()
    worker.ready(given.threads)
    for _ in worker.requests("startup"):
        worker.answer(seconds=first.done - given.since, run=first.done - BEGAN)


if __name__ == "__main__":
    main()
