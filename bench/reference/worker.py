"""The protocol of every worker: one JSON object a line on stdin, one JSON object a line on stdout.

Import this module before the libraries: it keeps them from asking the network, which would disturb the timings.
"""

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

ANSWERS = sys.stdout
LIBRARIES = ("torch", "sentence-transformers", "transformers", "tokenizers", "numpy")


def options(description):
    """The options every worker knows. A worker adds its own, then calls parse_args."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--model", required=True, help="folder of a sentence-transformers model")
    parser.add_argument("--data", required=True, help="folder with train.jsonl.gz")
    parser.add_argument("--threads", type=int, default=2)
    return parser


def start(threads):
    """Limits the threads, and sends what the libraries print to stderr: stdout belongs to the protocol."""
    import torch

    sys.stdout = sys.stderr
    os.environ["RAYON_NUM_THREADS"] = str(threads)  # the tokenizer's own pool, made at its first use
    torch.set_num_threads(threads)


def answer(**values):
    print(json.dumps(values), file=ANSWERS, flush=True)


def ready(threads, *libraries):
    """`libraries`: what this worker needs beside those of every worker."""
    versions = {"python": platform.python_version(), **{name: version(name) for name in (*LIBRARIES, *libraries)}}
    answer(ready=True, threads=threads, versions=versions)


def unavailable(sentence):
    """The first line, and the last, of a worker that lacks something."""
    answer(unavailable=sentence)


def requests(name):
    """Yields the number of each request {name: number}; answers all others itself; ends with stdin."""
    for line in iter(sys.stdin.readline, ""):
        request = decode(line)
        number = request.get(name)
        if request.get("memory") is True:
            answer(bytes=peak_memory())
        elif type(number) is int and number > 0:
            yield number
        else:
            known = f'{{"{name}": a whole number above 0}} or {{"memory": true}}'
            answer(error=f"a request is {known}; this one is {line.strip()[:200]}")


def decode(line):
    try:
        request = json.loads(line)
    except ValueError:
        return {}
    return request if isinstance(request, dict) else {}


def peak_memory():
    """The most memory this process has held at once, in bytes."""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
