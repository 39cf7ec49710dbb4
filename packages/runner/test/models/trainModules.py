"""Trains the model folder named on the command line as standard input says, dropout off, and prints every step and what came out, as JSON."""
import json
import os
import re
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss

given = json.load(sys.stdin)
model = SentenceTransformer(sys.argv[1], device="cpu")
model.eval()
loss = CosineSimilarityLoss(model)
exempt = re.compile(r"bias|layernorm|rmsnorm|(?:^|\.)norm(?:$|\.)|_norm(?:$|\.)", re.I)
groups = [
    {"params": [p for name, p in model.named_parameters() if bool(exempt.search(name)) == spared], "weight_decay": decay}
    for spared, decay in ((False, given["weightDecay"]), (True, 0.0))
]
optimizer = torch.optim.AdamW(groups, lr=given["learningRate"])
steps = []
for batch in given["batches"]:
    features = [model.tokenize([row[side] for row in batch]) for side in (0, 1)]
    value = loss(features, torch.tensor([row[2] for row in batch]))
    optimizer.zero_grad()
    value.backward()
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), given["clip"])
    optimizer.step()
    steps.append({"loss": value.item(), "norm": norm.item()})
modules = {name: p.tolist() for name, p in model.named_parameters() if not name.startswith("0.")}
print(json.dumps({"steps": steps, "modules": modules, "embeddings": model.encode(given["sentences"]).tolist()}))
