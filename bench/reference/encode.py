"""Worker: sentences to embeddings with sentence-transformers, tokenising included.

{"sentences": n} encodes n sentences and answers {"seconds", "sentences", "sum"}: the sum of all numbers of the embeddings.
"""

import time

import worker
from sentence_transformers import SentenceTransformer

import stsb


def main():
    options = worker.options(__doc__)
    options.add_argument("--batch-size", type=int, default=32)
    given = options.parse_args()
    worker.start(given.threads)

    model = SentenceTransformer(given.model, device="cpu")
    texts = stsb.Sentences(given.data)
    worker.ready(given.threads)
    for count in worker.requests("sentences"):
        batch = texts.take(count)
        start = time.perf_counter()
        embeddings = model.encode(batch, batch_size=given.batch_size, show_progress_bar=False)
        worker.answer(seconds=time.perf_counter() - start, sentences=count, sum=float(embeddings.sum()))


if __name__ == "__main__":
    main()
