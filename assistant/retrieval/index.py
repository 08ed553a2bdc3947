"""The knowledge index in its folder: a disposable cache that is checked when opened and rebuilt on any doubt.

It is built in a temporary folder beside its place, verified, and renamed into place under a lock, so that no process
ever sees half an index. After that nobody writes to it. Searching reads the vectors that were put into Chroma from
`vectors.npy`, exactly and repeatably; the Chroma folder itself is compared with the manifest byte by byte.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock

from assistant.errors import IndexFolderError
from assistant.knowledge import Knowledge
from assistant.retrieval.asked import asked_bank
from assistant.retrieval.build import ASKED, CHROMA, CLASSIFIER, VECTORS, WISHES, WORK, Progress, read_rows, run_parts
from assistant.retrieval.chunk import rows, source_digest
from assistant.retrieval.classifier import Classifier
from assistant.retrieval.embed import Embedder, Vectors, make_embedder
from assistant.retrieval.keywords import BM25, KeywordSearch, read_abbreviations
from assistant.retrieval.partition import EXACT_ROWS, Partition
from assistant.retrieval.questions import question_bank
from assistant.retrieval.store import ServerVectors
from assistant.retrieval.wishes import masked_names, wish_bank
from assistant.settings import Settings

MANIFEST, LABELS = "manifest.json", "labels.txt"


def _silent(_stage: str, _share: float) -> None:
    return None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the index in a folder should be."""

    knowledge: Knowledge
    embedder: Embedder
    abbreviations: dict[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class Index:
    """An open index. `labels[i]` belongs to row i of `vectors`; rows of one label stand together.

    `classifier` knows questions, `wishes` what is wished for of a text to a writer, `asked` what is asked of one's own
    letters.
    `nearest` gives the rows near a query where they are not all compared: on a server, or in a large index.
    """

    labels: tuple[str, ...]
    vectors: Vectors
    classifier: Classifier
    wishes: Classifier
    asked: Classifier
    keywords: KeywordSearch
    embedder: Embedder
    nearest: ServerVectors | Partition | None = None


def _wanted(settings: Settings, knowledge: Knowledge) -> _Wanted:
    embedder = make_embedder(settings)
    short = read_abbreviations(knowledge.root / "abbreviations.yaml")
    return _Wanted(knowledge, embedder, short, source_digest(knowledge.root, embedder.name))


def faults(folder: Path, digest: str) -> list[str]:
    """What differs between an index folder and its manifest; empty when it can be trusted."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed: dict[str, str] = dict(manifest["files"])
        made_from = str(manifest["digest"])
    except FileNotFoundError:
        return ["manifest.json: is missing"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ["manifest.json: cannot be read"]
    if made_from != digest:
        return ["manifest.json: the index is of another version of the knowledge"]
    present = set(_files(folder)) - {MANIFEST}
    found = [f"{name}: is missing" for name in sorted(set(listed) - present)]
    found += [f"{name}: does not belong here" for name in sorted(present - set(listed))]
    for name in sorted(present & set(listed)):
        try:
            if _checksum(folder / name) != listed[name]:
                found.append(f"{name}: was changed")
        except OSError as error:
            found.append(f"{name}: cannot be read ({error.strerror})")
    return found


def open_index(
    settings: Settings, knowledge: Knowledge, progress: Progress = _silent, rebuild: bool = False
) -> Index:
    """Open the index of `settings.home`, building it first where it is missing, stale or damaged.

    Raises:
        IndexFolderError: the folder cannot be written.
        ServiceError: VOUCH_CHROMA names a server that does not answer.
    """
    wanted = _wanted(settings, knowledge)
    folder = index_folder(settings)
    index = None if rebuild or faults(folder, wanted.digest) else _load(folder, wanted)
    if index is None:
        _make_home(settings.home)
        with _writing(settings.home, folder):
            # Another process may have built it while this one waited for the lock.
            if rebuild or faults(folder, wanted.digest) or not (index := _load(folder, wanted)):
                _build(folder, wanted, progress)
                index = _load(folder, wanted)
    if index is None:
        raise IndexFolderError(f"{folder}: the index just built cannot be read; check the disk")
    return _with_server(settings, index, wanted, progress) if settings.chroma else index


def index_folder(settings: Settings) -> Path:
    """Where the index lives."""
    return settings.home / "index"


def check_index(settings: Settings, knowledge: Knowledge) -> list[str]:
    """Compare the index with its manifest and ask its canary queries; one line a difference.

    The vector store is opened on a copy and in another process: opening it may change or crash it.
    """
    folder = index_folder(settings)
    found = faults(folder, _wanted(settings, knowledge).digest)
    if found:
        return found
    with tempfile.TemporaryDirectory(prefix="vouch-check-") as scratch:
        copy = Path(scratch) / "index"
        shutil.copytree(folder, copy)
        try:
            run_parts(copy, ["verify"], _silent)
        except IndexFolderError as error:
            return [f"{CHROMA}: {str(error).partition('cannot be built: ')[2]}"]
    return []


def _load(folder: Path, wanted: _Wanted) -> Index | None:
    try:
        labels = (folder / LABELS).read_text(encoding="utf-8").split("\n")
        vectors = np.load(folder / VECTORS, allow_pickle=False)
        model, wishes, asked = (Classifier.load(folder / name) for name in (CLASSIFIER, WISHES, ASKED))
        keywords = KeywordSearch.load(folder / BM25, wanted.abbreviations)
    except (OSError, ValueError, KeyError):
        return None
    large = Partition(labels, vectors) if len(labels) > EXACT_ROWS else None
    return Index(tuple(labels), vectors, model, wishes, asked, keywords, wanted.embedder, large)


def _build(folder: Path, wanted: _Wanted, progress: Progress) -> None:
    building = folder.with_name(f"building-{os.getpid()}")
    bank = question_bank(wanted.knowledge)
    made = sorted(rows(wanted.knowledge, bank), key=lambda row: (row.label, row.id))
    try:
        building.mkdir()
        work = {
            "rows": [list(astuple(row)) for row in made], "bank": [[p.label, p.text] for p in bank],
            "wishes": [[p.label, masked_names(p.text)] for p in wish_bank(wanted.knowledge)],
            "asked": [[p.label, p.text] for p in asked_bank(wanted.knowledge)],
        }  # fmt: skip
        (building / WORK).write_text(json.dumps(work), encoding="utf-8")
        (building / LABELS).write_text("\n".join(row.label for row in made), encoding="utf-8")
        # By column: the product of all rows with one query is then several times as quick.
        np.save(building / VECTORS, np.asfortranarray(wanted.embedder.embed([row.text for row in made])))
        KeywordSearch.build([row.text for row in made], wanted.abbreviations).save(building / BM25)
        run_parts(building, ["classifier", "chroma"], progress)
        run_parts(building, ["verify"], progress)
        manifest = {
            "digest": wanted.digest, "rows": len(made),
            "files": {name: _checksum(building / name) for name in _files(building)},
        }
        (building / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        if folder.exists():
            folder.rename(folder.with_name(f"old-{os.getpid()}"))
        building.rename(folder)
    except OSError as error:
        raise IndexFolderError(
            f"{folder.parent}: the knowledge index cannot be written ({error.strerror}); "
            "free some space or point VOUCH_HOME at a folder that can be written"
        ) from None


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFolderError(
            f"{home}: cannot be made ({error.strerror}); point VOUCH_HOME at a folder that can be written"
        ) from None


@contextmanager
def _writing(home: Path, folder: Path) -> Iterator[None]:
    """Hold the build lock, and sweep away what killed builds left."""
    lock = FileLock(home / "index.lock")
    try:
        lock.acquire()
    except OSError as error:
        raise IndexFolderError(
            f"{home}: the knowledge index cannot be written ({error.strerror}); "
            "point VOUCH_HOME at a folder that can be written"
        ) from None
    try:
        _sweep(folder)
        yield
    finally:
        _sweep(folder)
        lock.release()


def _sweep(folder: Path) -> None:
    for pattern in ("building-*", "old-*"):
        for leftover in folder.parent.glob(pattern):
            shutil.rmtree(leftover, ignore_errors=True)


def _with_server(settings: Settings, index: Index, wanted: _Wanted, progress: Progress) -> Index:
    server = ServerVectors(settings.chroma, f"vouch-{wanted.digest}")
    if server.count() != len(index.labels):
        made = read_rows(index_folder(settings))
        server.fill(made, index.vectors, lambda share: progress("server", share))
    return replace(index, nearest=server)


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]
