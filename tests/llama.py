"""llama.cpp's own server, which nobody here wrote, with a model of random weights that is made on the spot.

It runs in a process of its own: once it is loaded, the text shaper of the packet (another library of Cython's limited
interface) can't be loaded into the same process any more.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gguf
import numpy as np

WIDTH, INNER, HEADS, LAYERS, CONTEXT = 32, 64, 2, 1, 65_536
# Without tags the server binds all that is written to a call, where one is required.
_CALLS_ONLY = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content or '' }}{% for c in m.tool_calls or [] %}"
    "{{ c.function.name }}{{ c.function.arguments }}{% endfor %}\n{% endfor %}<assistant>"
)
# A chat template in the common form in which a call is a JSON object between two tags: from it the server derives the
# grammar to which it binds a call, and the reader that finds the call in what the model writes.
_TEMPLATE = """
{%- if tools %}{{- '<|im_start|>system\\nTools:\\n<tools>' }}{%- for tool in tools %}{{- '\\n' }}{{- tool | tojson }}
{%- endfor %}{{- '\\n</tools><|im_end|>\\n' }}{%- endif %}
{%- for message in messages %}
{%- if message.role == 'assistant' and message.tool_calls %}{{- '<|im_start|>assistant' }}
{%- if message.content %}{{- '\\n' + message.content }}{%- endif %}
{%- for call in message.tool_calls %}{%- set made = call.function if call.function else call %}
{{- '\\n<tool_call>\\n{"name": "' }}{{- made.name }}{{- '", "arguments": ' }}{{- made.arguments | tojson }}
{{- '}\\n</tool_call>' }}{%- endfor %}{{- '<|im_end|>\\n' }}
{%- elif message.role == 'tool' %}
{{- '<|im_start|>user\\n<tool_response>\\n' + message.content + '\\n</tool_response><|im_end|>\\n' }}
{%- else %}{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}
"""


def write_model(path: Path) -> None:
    """A Llama of some thirty thousand random weights that writes one byte or letter a token."""
    letters = [chr(code) for code in range(32, 127)]
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581", *letters]
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL]
    kinds += [gguf.TokenType.BYTE] * 256 + [gguf.TokenType.NORMAL] * (1 + len(letters))
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([-float(number) for number in range(len(tokens))])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(_TEMPLATE)
    for name, shape in _shapes(len(tokens)).items():
        norm = len(shape) == 1
        weights = np.ones(shape) if norm else np.random.default_rng(7).standard_normal(shape) * 0.1
        writer.add_tensor(name, weights.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _shapes(words: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (words, WIDTH), "output_norm.weight": (WIDTH,), "output.weight": (words, WIDTH),
    }  # fmt: skip
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        shapes |= {f"{block}.{part}_norm.weight": (WIDTH,) for part in ("attn", "ffn")}
        shapes |= {f"{block}.attn_{part}.weight": (WIDTH, WIDTH) for part in ("q", "k", "v", "output")}
        shapes |= {f"{block}.ffn_{part}.weight": (INNER, WIDTH) for part in ("gate", "up")}
        shapes[f"{block}.ffn_down.weight"] = (WIDTH, INNER)
    return shapes


@contextmanager
def llama_server(model: Path, says: str = "", calls_only: bool = False) -> Iterator[str]:
    """The address of a running server. `says` binds what it writes, by a grammar, to one text, and it takes no tools."""
    command = [sys.executable, "-m", "tests.llama", str(model), f"--says={says}", *["--calls-only"] * calls_only]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin and server.stdout
        address = next((line.split()[1] for line in server.stdout if line.startswith("listening ")), None)
        assert address, "llama.cpp's server ended before it listened"
        try:
            yield f"{address}/v1"
        finally:
            server.stdin.close()


def _serve(model: str, says: str, calls_only: bool) -> None:
    """Serves until standard input closes."""
    import xllamacpp

    given: Any = xllamacpp.CommonParams()
    given.model.path = model
    given.n_ctx, given.n_parallel, given.n_predict, given.n_batch = CONTEXT, 1, 200, 2048
    given.warmup, given.offline, given.verbosity, given.cpuparams.n_threads = False, True, -1, 1
    if calls_only:
        given.chat_template = _CALLS_ONLY
    if says:
        escaped = says.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        kind = xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_USER
        given.sampling.grammar = xllamacpp.CommonGrammar(kind, f'root ::= "{escaped}"')
        given.use_jinja = False
    server = xllamacpp.Server(given)
    sys.stdout.write(f"listening {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--says", default="")
    parser.add_argument("--calls-only", action="store_true")
    _serve(**vars(parser.parse_args()))
