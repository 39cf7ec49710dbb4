"""A retrieval set in BEIR's layout, scored by InformationRetrievalEvaluator: one JSON object of its metrics.

scifact.py MODEL DATA: a sentence-transformers folder, and a folder with corpus.jsonl.gz, queries.jsonl.gz and qrels.test.tsv.gz.
"""

import gzip
import json
import os
import sys

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.evaluation import InformationRetrievalEvaluator


def main():
    model, data = sys.argv[1:3]
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))

    def records(name):
        with gzip.open(os.path.join(data, name), "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    corpus = {each["_id"]: f"{each.get('title', '')} {each['text']}".strip() for each in records("corpus.jsonl.gz")}
    queries = {each["_id"]: each["text"] for each in records("queries.jsonl.gz")}
    relevant = {}
    with gzip.open(os.path.join(data, "qrels.test.tsv.gz"), "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            query, document, score = line.split("\t")
            if int(score) > 0:
                relevant.setdefault(query, set()).add(document)
    evaluator = InformationRetrievalEvaluator(queries, corpus, relevant)
    print(json.dumps(evaluator(SentenceTransformer(model, device="cpu"))))


if __name__ == "__main__":
    main()
