"""The index under rough handling: killed builds, two builders at once, a disk that is full."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.knowledge import Knowledge
from assistant.retrieval.chunk import source_digest
from assistant.retrieval.embed import WordLlamaEmbedder
from assistant.retrieval.index import faults, index_folder, open_index
from assistant.settings import Settings
from tests.command import CHECKOUT, environment

# Opens the index of a small bank and says so: a line a step of a build, then the number of rows.
OPENING = """
import sys
from pathlib import Path
from assistant.errors import VouchError
from assistant.knowledge import load_knowledge
from assistant.retrieval.index import open_index
from assistant.settings import Settings
home, root, rebuild = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "rebuild"
try:
    index = open_index(Settings(home=home), load_knowledge(root), lambda *step: print(*step, flush=True), rebuild)
except VouchError as error:
    sys.stderr.write(f"{error}\\n")
    sys.exit(error.exit_code)
print("rows", len(index.labels), flush=True)
"""


def opening(home: Path, root: Path, rebuild: bool = False, most_bytes: int | None = None) -> subprocess.Popen[str]:
    """A process that opens the index; no file that it or its helpers write may grow beyond `most_bytes`."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    command = [sys.executable, "-c", OPENING, str(home), str(root), "rebuild" if rebuild else "open"]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=CHECKOUT, env=environment(home),
        preexec_fn=limit,  # noqa: PLW1509 - it is called before any thread of ours is started
    )  # fmt: skip


def whole(home: Path, knowledge: Knowledge) -> bool:
    return not faults(home / "index", source_digest(knowledge.root, WordLlamaEmbedder.name))


def killed_at(process: subprocess.Popen[str], stage: str) -> None:
    """Read the process's steps until a stage is reported, then kill it."""
    assert process.stdout
    assert any(line.startswith(stage) for line in process.stdout), f"{stage} was never reported"
    process.kill()
    process.communicate()


def test_a_build_killed_midway_leaves_a_home_that_works(small: Knowledge, small_root: Path, tmp_path: Path) -> None:
    for stage in ("classifier", "chroma"):
        killed_at(opening(tmp_path, small_root), stage)
        assert not whole(tmp_path, small)
    assert len(open_index(Settings(home=tmp_path), small).labels) > 0
    assert whole(tmp_path, small)
    killed_at(opening(tmp_path, small_root, rebuild=True), "classifier")
    assert whole(tmp_path, small)  # the index of before was not touched
    stages: list[str] = []
    open_index(Settings(home=tmp_path), small, lambda stage, _share: stages.append(stage))
    assert stages == []


def test_two_processes_build_once_and_both_answer(small: Knowledge, small_root: Path, tmp_path: Path) -> None:
    both = [opening(tmp_path, small_root) for _ in range(2)]
    printed = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], printed
    assert [errors for _, errors in printed] == ["", ""]
    last = {output.splitlines()[-1] for output, _ in printed}
    assert len(last) == 1 and last.pop().startswith("rows ")
    assert sorted("chroma" in output for output, _ in printed) == [False, True]
    assert whole(tmp_path, small)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "index.lock"]


@pytest.mark.parametrize("most_bytes", [50_000, 1_500_000], ids=["at once", "in the vector store"])
def test_a_full_disk_is_one_clear_line_and_leaves_nothing_behind(
    small: Knowledge, small_root: Path, tmp_path: Path, most_bytes: int
) -> None:
    process = opening(tmp_path, small_root, most_bytes=most_bytes)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.startswith(str(tmp_path)) and errors.count("\n") == 1 and "None" not in errors, errors
    assert [path.name for path in tmp_path.iterdir()] == ["index.lock"]


def test_a_full_disk_leaves_the_index_of_before(small_home: Path, small_root: Path, small: Knowledge) -> None:
    before = (index_folder(Settings(home=small_home)) / "manifest.json").read_bytes()
    process = opening(small_home, small_root, rebuild=True, most_bytes=50_000)
    process.communicate()
    assert process.returncode == 2 and whole(small_home, small)
    assert (index_folder(Settings(home=small_home)) / "manifest.json").read_bytes() == before
