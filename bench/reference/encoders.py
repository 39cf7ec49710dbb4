"""Tiny encoders of every architecture by Hugging Face's transformers: states of every layer, and gradients of every parameter.

    python encoders.py OUT.jsonl [--architectures mpnet,modernbert] [--seeds 0,1,2] [--hidden 8]

Nothing is drawn by torch: value i of the n-th parameter is s · sin(12.9898 i + n + seed), s = 0.3, and 1 + 0.2 · that where the name ends
in norm.weight; so a reader makes the same weights. The gradient is that of Σ last · cos(0, 1, 2, ...) over [texts, length, hidden].
Of every tensor, of a state for each text, there are: its norm, Σ x · cos(0, 1, 2, ...), and its first two numbers; gradients are in the order
of the parameters, null where there is none.
"""
import argparse
import json
import logging
import warnings

import torch

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
from transformers import AutoConfig, AutoModel  # noqa: E402

torch.set_num_threads(1)

shared = dict(num_hidden_layers=2, num_attention_heads=2, vocab_size=19, max_position_embeddings=24)
bert = dict(shared, intermediate_size=12)
modernbert = dict(bert, pad_token_id=0)
deberta = dict(
    bert,
    type_vocab_size=0,
    position_biased_input=False,
    relative_attention=True,
    pos_att_type=["p2c", "c2p"],
    norm_rel_ebd="layer_norm",
    position_buckets=4,
    share_att_key=True,
)

variants = {
    "mpnet": {
        "plain": bert,
        "one layer, four heads, more buckets": dict(
            bert, num_hidden_layers=1, num_attention_heads=4, relative_attention_num_buckets=40, hidden_act="relu"
        ),
        "a text of 150 tokens": dict(bert, num_hidden_layers=1, max_position_embeddings=160, text=150),
        "the padding token within a text": dict(bert, ids=[[0, 5, 1, 7, 1, 1, 9, 2], [0, 1, 2], [1, 4, 6, 2]]),
    },
    "modernbert": {
        "plain": dict(modernbert, local_attention=4),
        "all layers global": dict(modernbert, global_attn_every_n_layers=1),
        "every second layer global, odd window": dict(
            modernbert, num_hidden_layers=4, global_attn_every_n_layers=2, local_attention=5
        ),
        "layer types as they come": dict(
            modernbert,
            num_hidden_layers=3,
            local_attention=2,
            layer_types=["sliding_attention", "full_attention", "sliding_attention"],
        ),
        "biases, one theta for each kind": dict(
            modernbert,
            attention_bias=True,
            mlp_bias=True,
            norm_bias=True,
            local_attention=2,
            rope_parameters={
                "full_attention": {"rope_type": "default", "rope_theta": 500.0},
                "sliding_attention": {"rope_type": "default", "rope_theta": 20.0},
            },
        ),
        "a longer text, keys of version 4": dict(
            modernbert, local_attention=6, global_rope_theta=300.0, local_rope_theta=30.0, max_position_embeddings=64, text=50
        ),
    },
    "deberta-v2": {
        "plain": deberta,
        "own projections of positions": dict(deberta, share_att_key=False),
        "content to position": dict(deberta, pos_att_type=["c2p"]),
        "position to content, own projection": dict(deberta, pos_att_type="p2c", share_att_key=False),
        "no term for positions": dict(deberta, pos_att_type=[]),
        "without buckets": dict(deberta, position_buckets=-1),
        "without buckets, positions nearer than texts are long": dict(
            deberta, position_buckets=-1, max_relative_positions=3
        ),
        "no norm of positions, more buckets": dict(deberta, norm_rel_ebd="none", position_buckets=10),
        "absolute positions and segments": dict(deberta, position_biased_input=True, type_vocab_size=2),
        "absolute positions alone": dict(
            bert, type_vocab_size=0, position_biased_input=True, relative_attention=False, pos_att_type=["c2p"]
        ),
        "narrower embeddings": dict(deberta, embedding_size=6),
        "a convolution": dict(deberta, conv_kernel_size=3, conv_act="gelu", num_hidden_layers=3),
        "a wide convolution in groups": dict(deberta, conv_kernel_size=5, conv_groups=2),
        "a longer text": dict(deberta, position_buckets=8, max_position_embeddings=64, text=60),
        "a text longer than positions": dict(deberta, position_buckets=6, max_position_embeddings=16, text=40),
    },
}


def value(size, n, seed):
    return torch.sin(torch.arange(size, dtype=torch.float64) * 12.9898 + n + seed)


def fill(model, seed):
    for n, (name, parameter) in enumerate(model.named_parameters()):
        drawn = value(parameter.numel(), n, seed).reshape(parameter.shape)
        norm = name.lower().endswith("norm.weight")
        parameter.data.copy_(1 + 0.2 * drawn if norm else 0.3 * drawn)


def texts(length, vocabulary, seed):
    lengths = [6, 3, length, 1, 3]
    return [[2 + (7 * i + 3 * k + seed) % (vocabulary - 2) for i in range(n)] for k, n in enumerate(lengths)]


def digest(tensor):
    x = tensor.detach().double().flatten()
    numbers = [x.norm(), (x * torch.cos(torch.arange(len(x), dtype=torch.float64))).sum(), *x[:2]]
    return [float(f"{number.item():.7g}") for number in numbers]


def case(architecture, name, settings, seed, hidden):
    settings = {**settings}
    length, ids = settings.pop("text", 11), settings.pop("ids", None)
    config = {"model_type": architecture, "hidden_size": hidden, "attn_implementation": "eager", **settings}
    ids = ids or texts(length, settings["vocab_size"], seed)
    made = AutoConfig.for_model(**{k: json.loads(json.dumps(v)) for k, v in config.items()})
    made._attn_implementation = "eager"
    model = AutoModel.from_config(made, attn_implementation="eager").float().eval()
    fill(model, seed)
    longest = max(map(len, ids))
    pad = torch.tensor([each + [0] * (longest - len(each)) for each in ids])
    mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in ids])
    # Padding has the model's own padding token, by which some know positions.
    pad[mask == 0] = getattr(made, "pad_token_id", 0) or 0
    out = model(input_ids=pad, attention_mask=mask, output_hidden_states=True)
    last = out.last_hidden_state
    shares = torch.cos(torch.arange(last.numel(), dtype=torch.float64)).float().reshape(last.shape) * mask[..., None]
    (last * shares).sum().backward()
    del config["attn_implementation"]
    return {
        "name": f"{architecture}, {name}" + (f", seed {seed}" if seed else ""),
        "config": config,
        "seed": seed,
        "ids": ids,
        "parameters": [n for n, _ in model.named_parameters()],
        "states": [[digest(state[i, : len(each)]) for i, each in enumerate(ids)] for state in out.hidden_states],
        "gradients": [
            None if p.grad is None or p.grad.abs().sum() == 0 else digest(p.grad) for p in model.parameters()
        ],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--architectures", default=",".join(variants))
    parser.add_argument("--seeds", default="0")
    parser.add_argument("--hidden", type=int, default=8)
    given = parser.parse_args()
    cases = [
        case(architecture, name, settings, int(seed), given.hidden)
        for architecture in given.architectures.split(",")
        for name, settings in variants[architecture].items()
        for seed in given.seeds.split(",")
    ]
    with open(given.out, "w") as file:
        file.writelines(json.dumps(each, separators=(",", ":")) + "\n" for each in cases)
    print(f"{len(cases)} cases")
