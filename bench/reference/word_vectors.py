"""Word vectors by sentence-transformers: ids and embeddings of texts, and a dense layer over them after three steps by SGD.

    python word_vectors.py > packages/runner/test/engine/wordVectors.json

The file of vectors is written from the list below, as GloVe, as word2vec and as .gz; all read alike. Numbers are those of tiny_model.py.
"""
import gzip
import json
import logging
import os
import tempfile
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402
from sentence_transformers.sentence_transformer.modules import Dense, Pooling, WordEmbeddings  # noqa: E402
from sentence_transformers.sentence_transformer.modules.tokenizer import WhitespaceTokenizer  # noqa: E402
from tables import PAIRS, rows, steps  # noqa: E402
from tiny_model import numbers  # noqa: E402

WORDS = ["dog", "cat", "bird", "runs", "U.S.", "u.s", "Café", "it's", "the", "dog", "bird's", "-", "\u00fcber"]
TEXTS = [
    "A dog runs!", "The CAT's bird, \"bird\"", "U.S. (U.S) u.s.", "nobody knows", "", "caf\u00e9 Caf\u00e9\u00a0CAF\u00c9\u3000\u00dcBER it's the - dog\x1fcat\u200bcat bird's",
]


def lines():
    for i, word in enumerate(WORDS):
        yield f"{word} {' '.join(f'{float(x):.6f}' for x in numbers(str(i), (3,)))}\n"


def main():
    vectors = "".join(lines())
    said = {"vectors": vectors, "texts": TEXTS, "pairs": PAIRS, "read": []}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "vectors.txt")
        headed = os.path.join(folder, "word2vec.txt")
        packed = os.path.join(folder, "vectors.txt.gz")
        with open(path, "w", encoding="utf8") as file:
            file.write(vectors)
        with open(headed, "w", encoding="utf8") as file:
            file.write(f"{len(WORDS)} 3\n" + vectors)
        with gzip.open(packed, "wt", encoding="utf8") as file:
            file.write(vectors)
        for name in [path, headed, packed]:
            for stop_words, lower in [(None, False), ([], True)]:
                given = {} if stop_words is None else {"stop_words": stop_words}
                words = WordEmbeddings.from_text_file(name, tokenizer=WhitespaceTokenizer(do_lower_case=lower, **given))
                model = SentenceTransformer(modules=[words, Pooling(3)], device="cpu").double().float()
                said["read"].append({
                    "file": os.path.basename(name), "stopWords": stop_words is None, "lowerCase": lower,
                    "ids": [words.tokenizer.tokenize(text) for text in TEXTS], "embeddings": rows(model.encode(TEXTS)),
                })
        for moved in [False, True]:
            words = WordEmbeddings.from_text_file(path, update_embeddings=moved)
            dense = Dense(3, 2, activation_function=torch.nn.Identity())
            with torch.no_grad():
                dense.linear.weight.copy_(numbers("linear.weight", (2, 3)))
                dense.linear.bias.copy_(numbers("linear.bias", (2,)))
            model = SentenceTransformer(modules=[words, Pooling(3), dense], device="cpu").double().float()
            steps(model, 0.5)
            said["moved" if moved else "frozen"] = {"table": rows(words.emb_layer.weight), "weight": rows(dense.linear.weight), "bias": dense.linear.bias.tolist()}
    print(json.dumps(said))


main()
