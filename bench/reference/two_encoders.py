"""Queries and documents by an encoder each, by sentence-transformers: embeddings, values and gradients.

    python two_encoders.py > packages/runner/test/engine/twoEncoders.json
    python two_encoders.py FOLDER        writes the models, one a folder, for another program to open

Weights are a formula of their names, which begin with the route: query.embeddings.word_embeddings.weight, document.encoder.layer.0 …
"""
import logging
import tempfile
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import torch  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402
from sentence_transformers.sentence_transformer.modules import (  # noqa: E402
    Dense, Normalize, Pooling, Router, StaticEmbedding, Transformer,
)
from routed import tell  # noqa: E402
from tiny_model import OTHER_PIECES, PIECES, numbers, write_tiny  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordPiece  # noqa: E402
from tokenizers.normalizers import BertNormalizer  # noqa: E402
from tokenizers.pre_tokenizers import BertPreTokenizer  # noqa: E402

torch.set_num_threads(1)
STAGES = {"Dense": "pool.dense"}


def bert(layers, hidden, pieces):
    folder = tempfile.mkdtemp()
    write_tiny(folder, layers, hidden, pieces)
    return Transformer(folder)


def table(width, pieces):
    tokenizer = Tokenizer(WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return StaticEmbedding(tokenizer, embedding_dim=width)


def named(router):
    """Every parameter under our name: the route, the stage where it is no encoder's, and the name in the stage's own file."""
    for route, modules in router.sub_modules.items():
        for module in modules:
            stage = STAGES.get(type(module).__name__)
            of = module.auto_model if isinstance(module, Transformer) else module
            for name, parameter in of.named_parameters():
                own = "embeddings.word_embeddings.weight" if isinstance(module, StaticEmbedding) else name
                yield ".".join(part for part in (route, stage, own) if part), parameter


def filled(router):
    with torch.no_grad():
        for name, parameter in named(router):
            parameter.copy_(numbers(name, parameter.shape))
    return router


def table_and_bert():
    """A table of vectors for queries, its own words, as wide as the documents' BERT."""
    router = Router.for_query_document([table(8, OTHER_PIECES)], [bert(2, 8, PIECES), Pooling(8, "mean")])
    return SentenceTransformer(modules=[filled(router)], device="cpu")


def two_berts():
    """Two encoders of other depths, widths and words; what both end with is shared."""
    router = Router(
        {
            "query": [bert(1, 8, PIECES), Pooling(8, "cls")],
            "document": [bert(2, 12, OTHER_PIECES), Pooling(12, "mean"), Dense(12, 8, activation_function=torch.nn.Tanh())],
        },
        default_route="query",
    )
    return SentenceTransformer(modules=[filled(router), Normalize()], device="cpu")


MODELS = {"tableAndBert": table_and_bert, "twoBerts": two_berts}


if __name__ == "__main__":
    tell(MODELS, MODELS, lambda model: named(model[0]))
