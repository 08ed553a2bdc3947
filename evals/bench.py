"""Benchmarks: a warm turn, a cold command, memory, search at size; then audits, drafts, a language model's turn and the
page against bare Gradio. `make bench`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace

import numpy as np
import psutil

from assistant.advisor import Advisor
from assistant.knowledge import load_knowledge
from assistant.retrieval.build import read_rows
from assistant.retrieval.index import index_folder, open_index
from assistant.retrieval.keywords import KeywordSearch
from assistant.retrieval.partition import EXACT_ROWS, Partition
from assistant.retrieval.search import Searcher
from assistant.settings import Settings, load_settings
from evals import datasets

TODAY = "2026-11-23"
SIZES = (10_000, 100_000)
WORDS = "letter clinic ward rotation chair writer plan season country mentor exam waiver packet draft reply".split()


def _milliseconds(values: list[float]) -> str:
    ordered = sorted(values)
    return f"median {statistics.median(ordered) * 1000:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"


def warm_turns(settings: Settings) -> None:
    """Turns in process with the SQLite checkpoint, and memory after 200 and after 2,200 of them."""
    questions = [q.text for q in datasets.questions("questions_dev")]
    process = psutil.Process()
    with tempfile.TemporaryDirectory() as folder:
        advisor = Advisor(settings.model_copy(update={"database": f"sqlite:///{folder}/bench.sqlite3"}))
        advisor.warm()
        times: list[float] = []
        for number in range(2200):
            started = time.perf_counter()
            advisor.reply(questions[number % len(questions)], f"bench-{number // 50}", TODAY)
            times.append(time.perf_counter() - started)
            if number in (199, 2199):
                print(f"resident memory after {number + 1} turns: {process.memory_info().rss / 2**20:.0f} MB (bar 600)")
        advisor.close()
    print(f"warm turn: {_milliseconds(times[20:])} (bars 25 and 60)")


def cold_command() -> None:
    """`vouch ask` as a whole process."""
    command = [sys.executable, "-m", "assistant.cli", "ask", "how many letters do I need?", "--today", TODAY]
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
        times.append(time.perf_counter() - started)
    print(f"vouch ask, cold: median {statistics.median(times):.2f} s (bar 3)")


def search_at_size(settings: Settings) -> None:
    """Latency of the search itself over the guide and made-up passages: exact, and partitioned from a size on."""
    knowledge, random = load_knowledge(), np.random.default_rng(7)
    index = open_index(settings, knowledge)
    real = [row.text for row in read_rows(index_folder(settings))]
    questions = [q.text for q in datasets.questions("questions_dev")][:200]
    medians = {}
    for size in SIZES:
        made = [" ".join(random.choice(WORDS, 12)) + f" {number}" for number in range(size)]
        labels = (*index.labels, *(f"made-up-{number}" for number in range(size)))
        vectors = np.vstack([index.vectors, index.embedder.embed(made)])
        near = Partition(labels, vectors) if len(labels) > EXACT_ROWS else None
        keywords = KeywordSearch.build([*real, *made])
        searcher = Searcher(replace(index, labels=labels, vectors=vectors, keywords=keywords, nearest=near), knowledge)
        times = []
        for question in questions:
            started = time.perf_counter()
            searcher.search(question)
            times.append(time.perf_counter() - started)
        medians[size] = statistics.median(times)
        print(f"search over {size} more passages: {_milliseconds(times)}")
    small, large = (medians[size] for size in SIZES)
    print(f"growth for {SIZES[1] // SIZES[0]} times the passages: {large / small:.1f} times")


def main() -> None:
    """Print every figure."""
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    settings = load_settings()
    Advisor(settings).warm()  # builds the index first where there is none
    cold_command()
    warm_turns(settings)
    search_at_size(settings)
    parts = ("evals.bench_audit", "evals.bench_drafts", "evals.bench_model", "evals.bench_page")
    ended = [subprocess.run([sys.executable, "-m", part], check=False).returncode for part in parts]  # noqa: S603 - our own
    sys.exit(1 if any(ended) else 0)  # a part that misses its bar has said so


if __name__ == "__main__":
    main()
