"""A tiny BERT whose weights are a formula of their names, so that another program has the same without a file."""
import math
import tempfile

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Pooling, Transformer
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from transformers import (
    BertConfig, BertModel, ElectraConfig, ElectraModel, PreTrainedTokenizerFast, RobertaConfig, RobertaModel, XLMRobertaConfig,
    XLMRobertaModel,
)

WORDS = "a dog cat bird runs sleeps sings eats the small old not".split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES = [*SPECIAL, *WORDS, "."]
KINDS = {
    "bert": (BertConfig, BertModel, {"add_pooling_layer": False}, {}),
    "roberta": (RobertaConfig, RobertaModel, {"add_pooling_layer": False}, {"pad_token_id": 0, "type_vocab_size": 1}),
    "xlm-roberta": (XLMRobertaConfig, XLMRobertaModel, {"add_pooling_layer": False}, {"pad_token_id": 0, "type_vocab_size": 1}),
    "electra": (ElectraConfig, ElectraModel, {}, {"embedding_size": 6}),
}
OTHER_PIECES = [*SPECIAL, *reversed(PIECES[len(SPECIAL):])]


def numbers(name, shape):
    """Between -0.5 and 0.5, the fraction of 43758.5453 sin(12.9898 (i + 1) + p), p the sum of the codes of the name; around 1 for norms."""
    phase = sum(map(ord, name))
    waves = [43758.5453 * math.sin(12.9898 * (i + 1) + phase) for i in range(math.prod(shape))]
    values = [wave - math.floor(wave) - 0.5 for wave in waves]
    if name.endswith("LayerNorm.weight"):
        values = [1 + value / 4 for value in values]
    return torch.tensor(values, dtype=torch.float64).to(torch.float32).reshape(shape)


def write_tiny(folder, layers, hidden, pieces, kind="bert"):
    config_class, model_class, without, own = KINDS[kind]
    config = config_class(
        vocab_size=len(PIECES), hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=16, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, **own,
    )
    model = model_class(config, **without)
    fill(model)
    model.save_pretrained(folder)
    tokenizer = Tokenizer(WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        mask_token="[MASK]", model_max_length=16,
    ).save_pretrained(folder)


def fill(module, before=""):
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.copy_(numbers(before + name, parameter.shape))


def tiny(layers=3, hidden=8, pieces=PIECES, kind="bert"):
    folder = tempfile.mkdtemp()
    write_tiny(folder, layers, hidden, pieces, kind)
    transformer = Transformer(folder)
    model = SentenceTransformer(modules=[transformer, Pooling(hidden, "mean")], device="cpu")
    fill(model.transformers_model)
    return model


def features(model, columns):
    return [dict(model.tokenize(texts)) for texts in columns]


def figures(loss, parameters):
    """The loss, and of each gradient its norm and first two numbers; parameters without a gradient are left out."""
    loss.backward()
    number = lambda x, digits=7: float(f"{float(x):.{digits}g}")
    return {
        "loss": number(loss, 9),
        "gradients": {
            name: [number(p.grad.norm()), *map(number, p.grad.flatten()[:2])] for name, p in parameters if p.grad is not None
        },
    }
