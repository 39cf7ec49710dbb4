"""Writes an encoder of the size of BERT-base with random weights as a sentence-transformers model.

It has the tokenizer of the model it is LIKE, mean pooling and normalising.
"""

import argparse
import tempfile

import worker
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import AutoTokenizer, BertConfig, BertModel

SIZES = dict(hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072, vocab_size=30522)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--like", required=True, help="folder of a sentence-transformers model with BERT's vocabulary")
    options.add_argument("--out", required=True)
    given = options.parse_args()

    torch.manual_seed(42)
    with tempfile.TemporaryDirectory() as folder:
        BertModel(BertConfig(**SIZES)).save_pretrained(folder)
        AutoTokenizer.from_pretrained(given.like).save_pretrained(folder)
        encoder = Transformer(folder, max_seq_length=256)
    modules = [encoder, Pooling(SIZES["hidden_size"], "mean"), Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu")
    model.save_pretrained(given.out, create_model_card=False)


if __name__ == "__main__":
    main()
