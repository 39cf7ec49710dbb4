"""Worker: sentences to embeddings with onnxruntime in float32, tokenising and mean pooling included.

{"sentences": n} encodes n sentences and answers {"seconds", "sentences", "sum"}. --model is the folder of export_onnx.py.
"""

import time
from pathlib import Path

import worker
import numpy as np

import stsb


def main():
    options = worker.options(__doc__)
    options.add_argument("--batch-size", type=int, default=32)
    given = options.parse_args()
    file = Path(given.model) / "onnx" / "model.onnx"
    try:
        import onnxruntime
    except ImportError:
        return worker.unavailable("this Python has no onnxruntime: pnpm bench --setup")
    if not file.exists():
        return worker.unavailable("the model was not written as ONNX: pnpm bench --setup")
    worker.start(given.threads)

    encode = encoder(onnxruntime, file, given)
    texts = stsb.Sentences(given.data)
    worker.ready(given.threads, "onnxruntime")
    for count in worker.requests("sentences"):
        batch = texts.take(count)
        start = time.perf_counter()
        embeddings = encode(batch)
        worker.answer(seconds=time.perf_counter() - start, sentences=count, sum=float(embeddings.sum()))


def encoder(onnxruntime, file, given):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(given.model) / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = given.threads
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def encode(texts):
        ids = [encoded.ids for encoded in tokenizer.encode_batch(texts)]
        longest_first = sorted(range(len(ids)), key=lambda row: -len(ids[row]))
        out = None
        for start in range(0, len(ids), given.batch_size):
            rows = longest_first[start : start + given.batch_size]
            embeddings = embed(session, [ids[row] for row in rows])
            if out is None:
                out = np.empty((len(ids), embeddings.shape[1]), np.float32)
            out[rows] = embeddings
        return out

    return encode


def embed(session, ids):
    """Mean of the token vectors that are not padding, at length 1."""
    tokens = np.zeros((len(ids), max(map(len, ids))), np.int64)
    mask = np.zeros_like(tokens)
    for row, each in enumerate(ids):
        tokens[row, : len(each)] = each
        mask[row, : len(each)] = 1
    inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
    (hidden,) = session.run(None, inputs)
    weights = mask.astype(np.float32) / mask.sum(1, keepdims=True)
    means = np.einsum("nth,nt->nh", hidden, weights.astype(np.float32))
    return means / np.linalg.norm(means, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
