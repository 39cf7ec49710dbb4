"""A teacher that an evaluator holds embeddings against: MSEEvaluator of sentence-transformers, over tiny models.

python bench/reference/taught.py > packages/runner/test/engine/taught.json
"""
import json

import torch
from sentence_transformers.evaluation import MSEEvaluator

from tiny_model import OTHER_PIECES, tiny

SOURCES = ["the dog runs", "a small cat sleeps", "the old bird sings .", "not a dog"]
TARGETS = ["a dog eats", "the cat sleeps .", "a bird", "the cat runs not"]


def scored(sources, targets, hidden=8, prompts=None, **settings):
    teacher = tiny(layers=2, hidden=hidden, pieces=OTHER_PIECES)
    if prompts is not None:
        teacher.prompts, teacher.default_prompt_name = prompts, "query"
    return MSEEvaluator(sources, targets, teacher, write_csv=False, **settings)(tiny())["negative_mse"]


def main():
    torch.set_num_threads(1)
    found = {
        "the same texts": scored(TARGETS, TARGETS),
        "other texts": scored(SOURCES, TARGETS),
        "the first numbers of a wider teacher": scored(SOURCES, TARGETS, hidden=12, truncate_dim=5),
        "behind the teacher's own prompt": scored(SOURCES, TARGETS, prompts={"query": "the small "}),
    }
    print(json.dumps({name: float(f"{value:.9g}") for name, value in found.items()}, indent=2))


main()
