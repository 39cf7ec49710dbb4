"""Writes the encoder of a sentence-transformers model as onnx/model.onnx, with the files that runtimes read beside it.

Token ids and mask go in, the last hidden state comes out; who runs it pools.
"""

import argparse
import shutil
from pathlib import Path

import worker
import torch
from transformers import AutoModel

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OUTPUT = "last_hidden_state"


class Encoder(torch.nn.Module):
    def __init__(self, folder):
        super().__init__()
        # The plain products and softmax, which onnxruntime fuses by itself.
        self.bert = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)

    def forward(self, *inputs):
        return self.bert(**dict(zip(INPUTS, inputs)))[OUTPUT]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--model", required=True, help="folder of a sentence-transformers model")
    options.add_argument("--out", required=True)
    given = options.parse_args()

    out = Path(given.out)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(Path(given.model) / name, out / name)
    ids = torch.randint(1000, 2000, (3, 7))
    sizes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens", max=512)}
    torch.onnx.export(
        Encoder(given.model).eval(),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        out / "onnx" / "model.onnx",
        dynamo=True,
        dynamic_shapes=((sizes,) * len(INPUTS),),
        input_names=INPUTS,
        output_names=[OUTPUT],
        external_data=False,
    )


if __name__ == "__main__":
    main()
