"""Building an index in a folder, each heavy part in a process of its own.

A crash of the vector store's native code then takes down a helper and not the program, the two parts use two cores,
and the memory of training is given back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assistant.errors import IndexFolderError, InputError
from assistant.retrieval import classifier
from assistant.retrieval.chunk import Row
from assistant.retrieval.store import COLLECTION, embedded_client, fill

Progress = Callable[[str, float], None]
WORK, VECTORS, CHROMA = "work.json", "vectors.npy", "chroma"
CLASSIFIER, WISHES, ASKED = "classifier.npz", "wishes.npz", "asked.npz"


def run_parts(folder: Path, parts: Sequence[str], progress: Progress) -> None:
    """Run build parts side by side on the work that `folder` holds, and report their progress.

    Raises:
        IndexFolderError: a part failed; its last line says why.
    """
    failures: list[str] = []
    threads = [threading.Thread(target=_run_part, args=(folder, part, progress, failures)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise IndexFolderError(f"{folder}: the knowledge index cannot be built: {failures[0]}")


def _run_part(folder: Path, part: str, progress: Progress, failures: list[str]) -> None:
    command = [sys.executable, "-m", "assistant.retrieval.build", part, str(folder)]
    # Training gains by all cores, while a search is over before a second thread has begun (assistant/__init__.py).
    cores = {**os.environ, "OPENBLAS_NUM_THREADS": str(os.cpu_count() or 1)}
    with subprocess.Popen(  # noqa: S603
        command, env=cores, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None and child.stderr is not None  # noqa: S101 - both are pipes
        for line in child.stdout:
            if line.startswith("share "):
                progress(part, float(line.split()[1]))
        errors = child.stderr.read().strip().splitlines()
    if child.returncode:
        failures.append(errors[-1][:300] if errors else f"the {part} part ended with code {child.returncode}")


def read_rows(folder: Path) -> list[Row]:
    """The rows of the index in `folder`, in the order of its vectors."""
    return [Row(*row) for row in json.loads((folder / WORK).read_text(encoding="utf-8"))["rows"]]


def _tell(share: float) -> None:
    sys.stdout.write(f"share {share:.3f}\n")
    sys.stdout.flush()


def _classifier(folder: Path) -> None:
    work = json.loads((folder / WORK).read_text(encoding="utf-8"))
    for bank, name in (("wishes", WISHES), ("asked", ASKED)):
        labels, texts = [label for label, _ in work[bank]], [text for _, text in work[bank]]
        classifier.train(labels, texts, balanced=bank == "asked").save(folder / name)
    trained = classifier.train([label for label, _ in work["bank"]], [text for _, text in work["bank"]], _tell)
    trained.save(folder / CLASSIFIER)


def _chroma(folder: Path) -> None:
    rows = read_rows(folder)
    client = embedded_client(folder / CHROMA)
    try:
        fill(client, COLLECTION, rows, np.load(folder / VECTORS), _tell)
    finally:
        client.close()


def _verify(folder: Path) -> None:
    """Print one line a difference between the vector store and the vectors that were written into it."""
    rows = read_rows(folder)
    vectors = np.load(folder / VECTORS)
    client = embedded_client(folder / CHROMA)
    collection = client.get_collection(COLLECTION, embedding_function=None)
    if (count := collection.count()) != len(rows):
        raise InputError(f"count: {count} rows, expected {len(rows)}")
    canaries = [number for number, row in enumerate(rows) if row.kind == "fact"][:: max(1, len(rows) // 600)][:20]
    found = collection.query(query_embeddings=vectors[canaries], n_results=3, include=["distances"])["ids"]
    missed = [rows[n].id for n, ids in zip(canaries, found, strict=True) if rows[n].id not in ids]
    if missed:
        raise InputError(f"canary queries: {len(missed)} of {len(canaries)} did not find themselves: {missed[0]}")
    client.close()


_PARTS = {"classifier": _classifier, "chroma": _chroma, "verify": _verify}


def main() -> int:
    """Entry of the child process: `python -m assistant.retrieval.build PART FOLDER`."""
    part, folder = sys.argv[1:3]
    try:
        _PARTS[part](Path(folder))
    except Exception as error:  # the parent shows this line; a traceback would help nobody there
        sys.stderr.write(f"{error}\n" if isinstance(error, InputError) else f"{type(error).__name__}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
