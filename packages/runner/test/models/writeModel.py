"""Opens each folder named on the command line and prints its embeddings of the sentences on standard input, as JSON."""
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
from sentence_transformers import SentenceTransformer

sentences = json.load(sys.stdin)
opened = [SentenceTransformer(folder, device="cpu") for folder in sys.argv[1:]]
print(json.dumps([{"embeddings": model.encode(sentences).tolist(), "maxLength": model.max_seq_length} for model in opened]))
