"""The index in its folder: any damage is named and the next opening heals it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import IndexFolderError
from assistant.knowledge import Knowledge, load_knowledge
from assistant.retrieval.chunk import source_digest
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.index import check_index, faults, index_folder, open_index
from assistant.retrieval.search import Searcher
from assistant.settings import Settings

# One file of every part; a segment of Chroma's has a name of its own in every build.
PARTS = (
    "asked.npz", "bm25/data.csc.index.npy", "bm25/indices.csc.index.npy", "bm25/indptr.csc.index.npy",
    "bm25/params.index.json", "bm25/vocab.index.json", "chroma/chroma.sqlite3", "chroma/*/header.bin", "chroma/*/data_level0.bin",
    "classifier.npz", "labels.txt", "vectors.npy", "wishes.npz", "work.json",
)  # fmt: skip


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0x10
    file.write_bytes(data)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda file: file.write_bytes(b""),
    "cut in half": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "a bit flipped": flip,
    "replaced": lambda file: file.write_bytes(b"something else"),
    "made a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.fixture
def own(small_home: Path, tmp_path: Path) -> Settings:
    return Settings(home=shutil.copytree(small_home, tmp_path / "home"))


def digest(knowledge: Knowledge) -> str:
    return source_digest(knowledge.root, WordLlamaEmbedder.name)


def answers(settings: Settings, knowledge: Knowledge) -> list[str]:
    searcher = Searcher(open_index(settings, knowledge), knowledge)
    return [hit.id for hit in searcher.search("how many letters do i need")]


def test_every_file_of_an_index_is_among_the_parts_that_are_damaged_here(small_home: Path) -> None:
    folder = small_home / "index"
    files = {path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json"}
    known = {path for part in PARTS for path in folder.glob(part)}
    empty_or_rare = {"length.bin", "link_lists.bin"}
    assert {path.name for path in files - known} <= empty_or_rare and known <= files


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("part", PARTS)
def test_damage_is_named(small_home: Path, small: Knowledge, tmp_path: Path, part: str, damage: str) -> None:
    folder = shutil.copytree(small_home / "index", tmp_path / "index")
    (file,) = folder.glob(part)
    DAMAGE[damage](file)
    found = faults(folder, digest(small))
    assert len(found) == 1 and found[0].startswith(f"{file.relative_to(folder).as_posix()}: ")


@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut in half", "replaced", "made a folder"])
def test_a_damaged_manifest_is_named(own: Settings, small: Knowledge, damage: str) -> None:
    DAMAGE[damage](own.home / "index" / "manifest.json")
    (found,) = faults(own.home / "index", digest(small))
    assert found.startswith("manifest.json: ")


def test_any_flipped_bit_of_the_manifest_that_matters_is_noticed(own: Settings, small: Knowledge) -> None:
    manifest = own.home / "index" / "manifest.json"
    whole = manifest.read_bytes()
    for place in range(0, len(whole), 7):
        manifest.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        assert faults(own.home / "index", digest(small)), f"byte {place} of {whole[place - 20 : place + 20]!r}"


@pytest.mark.parametrize(
    "content", ["[]", "{}", "null", "7", '{"files": [], "digest": 1}', '{"files": 3, "digest": ""}']
)
def test_a_manifest_of_another_shape_is_a_fault(own: Settings, small: Knowledge, content: str) -> None:
    (own.home / "index" / "manifest.json").write_text(content, encoding="utf-8")
    assert faults(own.home / "index", digest(small))


def test_a_whole_index_has_no_faults_and_an_extra_file_is_one(own: Settings, small: Knowledge) -> None:
    assert faults(own.home / "index", digest(small)) == []
    assert check_index(own, small) == []
    (own.home / "index" / "chroma" / "stray").write_text("x", encoding="utf-8")
    assert faults(own.home / "index", digest(small)) == ["chroma/stray: does not belong here"]


def test_checking_changes_nothing(own: Settings, small: Knowledge) -> None:
    def state() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in own.home.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    before = state()
    assert check_index(own, small) == []
    flip(own.home / "index" / "labels.txt")
    damaged = state()
    assert check_index(own, small) == ["labels.txt: was changed"]
    assert state() == damaged != before


def test_a_vector_store_that_agrees_with_its_manifest_but_lost_its_vectors_is_found(
    own: Settings, small: Knowledge
) -> None:
    """Damage with a manifest made to match it: only the canary queries can tell."""
    folder = index_folder(own)
    with sqlite3.connect(folder / "chroma" / "chroma.sqlite3") as connection:
        connection.execute("DELETE FROM embeddings_queue")
        connection.execute("DELETE FROM embeddings")
    connection.close()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.blake2b((folder / name).read_bytes()).hexdigest()[:32]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert faults(folder, digest(small)) == []
    (found,) = check_index(own, small)
    assert found.startswith("chroma: ")


@pytest.mark.parametrize("part", ["manifest.json", "vectors.npy", "chroma/chroma.sqlite3"])
def test_the_next_opening_rebuilds_and_answers(own: Settings, small: Knowledge, part: str) -> None:
    whole = answers(own, small)
    flip(own.home / "index" / part)
    stages: set[str] = set()
    index = open_index(own, small, lambda stage, _share: stages.add(stage))
    assert stages >= {"classifier", "chroma"}
    assert [hit.id for hit in Searcher(index, small).search("how many letters do i need")] == whole
    assert faults(index_folder(own), digest(small)) == []
    assert sorted(path.name for path in own.home.iterdir()) == ["index", "index.lock"]


def test_an_index_of_other_knowledge_is_stale_and_rebuilt(own: Settings, small: Knowledge, tmp_path: Path) -> None:
    root = Path(shutil.copytree(small.root, tmp_path / "knowledge"))
    (root / "questions" / "added.yaml").write_text("NUM-2: [a wholly new wording]\n", encoding="utf-8")
    changed = load_knowledge(root)
    assert faults(index_folder(own), digest(changed)) == [
        "manifest.json: the index is of another version of the knowledge"
    ]
    before = len(open_index(own, small).labels)
    assert len(open_index(own, changed).labels) == before + 1
    assert faults(index_folder(own), digest(changed)) == []


def test_an_index_in_a_place_that_is_no_folder_is_one_clear_line(small: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(IndexFolderError) as caught:
            open_index(Settings(home=home), small)
        assert str(home) in str(caught.value) and "\n" not in str(caught.value)
