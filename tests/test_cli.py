"""The `vouch` command as people run it: exit codes, one line a fault, clean output, and other processes beside it."""

from __future__ import annotations

import ctypes
import json
import os
import pty
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assistant.reply import Reply
from tests.command import CHECKOUT, VOUCH, environment, vouch

QUESTION = "how many letters do i need"
TODAY = ("--today", "2026-11-23")
DROP_FROM_BOUNDS, OVERRIDE_PERMISSIONS = 24, 1  # prctl's PR_CAPBSET_DROP, and CAP_DAC_OVERRIDE


def closed_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def assert_one_line(ended: subprocess.CompletedProcess[str], code: int, says: str) -> None:
    """It ended with the code, printed nothing, and complained in one line."""
    assert (ended.returncode, ended.stdout) == (code, ""), ended
    assert re.fullmatch(f"[^\n]*{says}[^\n]*\n", ended.stderr), ended.stderr


USAGE = {
    "an unknown command": (["aks", "hello"], {}, "No such command 'aks'.*see vouch --help"),
    "an unknown option": (["ask", "hello", "--jsno"], {}, "No such option: --jsno.*see vouch --help"),
    "no text": (["ask"], {}, "(?i:missing argument 'text'); see vouch"),
    "an empty text": (["ask", ""], {}, "text: is empty; write a question"),
    "a blank text": (["ask", " \n "], {}, "text: is empty; write a question"),
    "a bad day": (["ask", QUESTION, "--today", "soon"], {}, "today: must be a date such as 2027-01-31, got 'soon'"),
    "a bad session": (["ask", QUESTION, "--session", "a\nb"], {}, "session: must be 1 to 200 printable characters"),
    "a session of no text": (["forget", b"\xff"], {}, "session: must be printable characters"),
    "a missing profile": (["ask", QUESTION, "--profile", "none.yaml"], {}, "none.yaml: is not there; check the path"),
    "an unknown schema": (["schema", "replies"], {}, "schema: must be .*got 'replies'"),
    "an unknown model": (["ask", QUESTION, "--model", "oracle"], {}, "VOUCH_MODEL: must be builtin or provider:model"),
    "a bad address": (["index"], {"VOUCH_CHROMA": "localhost"}, "VOUCH_CHROMA: must be empty or http://host:port"),
    "a bad database": (
        ["forget", "x"], {"VOUCH_DATABASE": "mysql://me:secret@host/x"},
        "VOUCH_DATABASE: must be empty, sqlite:///FILE or postgresql://[^\n]*, got 'mysql://...@host/x'",
    ),
    "a bad port": (["doctor"], {"VOUCH_PORT": "http"}, "VOUCH_PORT: .*valid integer.*got 'http'"),
    "an unknown task": (["evals", "--task", "none"], {}, "--task: must be one of .*got 'none'"),
}  # fmt: skip


@pytest.mark.parametrize("fault", USAGE)
def test_a_fault_of_use_is_one_line_and_writes_nothing(tmp_path: Path, fault: str) -> None:
    arguments, settings, says = USAGE[fault]
    assert_one_line(vouch(*arguments, home=tmp_path / "home", folder=tmp_path, more=settings), 2, says)
    assert list(tmp_path.iterdir()) == []


def test_several_faults_are_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "vouch.toml").write_text('port = "x"\nchroma = "y"\n', encoding="utf-8")
    ended = vouch("doctor", home=tmp_path / "home", folder=tmp_path)
    assert ended.returncode == 2 and ended.stdout == ""
    assert [line.split(":")[0] for line in ended.stderr.splitlines()] == ["VOUCH_CHROMA", "VOUCH_PORT"]
    (tmp_path / "vouch.toml").write_bytes(b"\xff = [")
    assert_one_line(vouch("doctor", home=tmp_path / "home", folder=tmp_path), 2, "vouch.toml: cannot be read")


def test_text_that_is_no_utf_8_is_one_line(tmp_path: Path) -> None:
    ended = vouch("ask", "-", home=tmp_path / "home", folder=tmp_path, typed=b"how many \xff\xfe letters")
    assert_one_line(ended, 2, r"standard input: is not UTF-8 \(byte 9\)")
    assert_one_line(vouch("ask", "-", home=tmp_path / "home", folder=tmp_path, typed=b" \n"), 2, "text: is empty")


def test_help_and_the_bare_command(tmp_path: Path) -> None:
    helped, bare = vouch("--help", home=tmp_path), vouch(home=tmp_path)
    assert (helped.returncode, bare.returncode) == (0, 2) and "ask" in helped.stdout and "ask" in bare.stdout
    assert helped.stderr == bare.stderr == ""


def test_json_is_one_document_and_text_is_the_answer_with_its_sources(home: Path, tmp_path: Path) -> None:
    asked = vouch("ask", QUESTION, "--json", *TODAY, home=home, folder=tmp_path)
    assert (asked.returncode, asked.stderr) == (0, "")
    reply = Reply.model_validate_json(asked.stdout)
    assert reply.status == "answered" and reply.citations
    typed = vouch("ask", "-", *TODAY, home=home, folder=tmp_path, typed=QUESTION.encode())
    assert (typed.returncode, typed.stderr) == (0, "")
    assert typed.stdout.startswith(reply.answer) and "\x1b" not in typed.stdout
    sources = typed.stdout.removeprefix(reply.answer).strip().splitlines()
    assert [line.strip().split(" ")[0] for line in sources] == [f"[{citation.n}]" for citation in reply.citations]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]


def test_without_a_session_nothing_is_kept_and_with_one_it_goes_on(home: Path) -> None:
    case = home.parent / "amina.yaml"
    case.write_text("name: Zebulon Quagga\ntargets: [IM]\n", encoding="utf-8")
    vouch("ask", f"okapi {QUESTION}", "--profile", str(case), *TODAY, home=home)
    kept = [path for path in home.rglob("*") if path.is_file() and "index" not in path.parts]
    assert not any(word in path.read_bytes() for path in kept for word in (b"okapi", b"Quagga"))
    vouch("ask", f"{QUESTION} for internal medicine?", "--session", "one", "--profile", str(case), *TODAY, home=home)
    again = vouch("ask", "and for psychiatry?", "--session", "one", "--json", *TODAY, home=home)
    reply = Reply.model_validate_json(again.stdout)
    assert reply.profile["name"] == "Zebulon Quagga" and "internal medicine" in reply.tools[0].args["query"]
    first, second = vouch("forget", "one", home=home), vouch("forget", "one", home=home)
    assert (first.stdout, second.stdout) == ("one: deleted\n", "one: nothing was kept\n")
    assert not any(b"Quagga" in path.read_bytes() for path in kept if path.exists())


def test_a_terminal_without_colours_gets_none_and_an_old_one_question_marks(home: Path) -> None:
    def on_a_terminal(**more: str) -> str:
        ours, theirs = pty.openpty()
        command = [*VOUCH, "ask", QUESTION, *TODAY]
        with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment(home, **more)) as process:
            os.close(theirs)
            printed = b""
            try:
                while piece := os.read(ours, 65536):
                    printed += piece
            except OSError:  # the other end is closed: all was read
                pass
        os.close(ours)
        assert process.returncode == 0
        return printed.decode()

    assert "\x1b" not in on_a_terminal(TERM="dumb")
    assert not re.search(r"\x1b\[[0-9;]*(3|4|9)[0-7]", on_a_terminal(TERM="xterm-256color", NO_COLOR="1"))
    old = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    plain = vouch("ask", "-", *TODAY, home=home, more=old, typed=f"{QUESTION} é 👩".encode())
    assert plain.returncode == 0 and plain.stderr == "" and plain.stdout.isascii()
    asked = vouch("ask", "-", "--json", *TODAY, home=home, more=old, typed=f"{QUESTION} é 👩".encode())
    assert "é 👩" in json.loads(asked.stdout)["tools"][0]["args"]["query"] and asked.stdout.isascii()


def test_a_reader_that_went_away_is_no_error(home: Path) -> None:
    for arguments in (["ask", QUESTION], ["schema", "reply"], ["ask", QUESTION, "--json"]):
        command = [*VOUCH, *arguments]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home)
        ) as process:
            assert process.stdout and process.stderr
            process.stdout.close()
            errors = process.stderr.read()
        assert (process.returncode, errors) == (0, b""), arguments


def test_ask_works_beside_a_chat_in_the_same_home_and_both_are_kept(home: Path) -> None:
    command = [*VOUCH, "chat", "--session", "one", *TODAY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(home)
    ) as chat:
        assert chat.stdin and chat.stdout and chat.stderr
        assert b"Empty line to leave" in chat.stdout.readline()  # index and conversations are open now
        chat.stdin.write(b"when do I send the first reminder \xff?\n")
        chat.stdin.flush()
        beside = vouch("ask", QUESTION, "--session", "one", "--json", *TODAY, home=home)
        assert Reply.model_validate_json(beside.stdout).status == "answered"
        printed, errors = chat.communicate(b"\n")
    assert chat.returncode == 0 and errors == b"" and b"[1]" in printed
    told = vouch("chat", "--session", "one", *TODAY, home=home)
    assert told.returncode == 0 and "(4 lines kept)" in told.stdout


@pytest.mark.parametrize("name", ["VOUCH_CHROMA", "VOUCH_DATABASE"])
def test_a_service_that_is_down_is_one_line_and_exit_code_3(built_home: Path, name: str) -> None:
    scheme, end = ("http", "") if name == "VOUCH_CHROMA" else ("postgresql", "/vouch")
    down = {name: f"{scheme}://127.0.0.1:{closed_port()}{end}"}
    assert_one_line(vouch("ask", QUESTION, home=built_home, more=down), 3, f"{name}: .*does not answer.*unset {name}")
    looked = vouch("doctor", home=built_home, more=down)
    assert looked.returncode == 3 and f"{name}: " in looked.stdout and looked.stderr == ""
    assert looked.stdout.count("FIX ") == 1


def without_override() -> None:
    """In the child: even root keeps to the permissions of files."""
    ctypes.CDLL(None).prctl(DROP_FROM_BOUNDS, OVERRIDE_PERMISSIONS, 0, 0, 0)


def test_a_home_that_cannot_be_written_is_one_line(home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in (empty, home):
        folder.chmod(0o555)

    def ask(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*VOUCH, "ask", QUESTION], env=environment(folder, **more), capture_output=True, text=True, check=False,
            preexec_fn=without_override,
        )  # fmt: skip

    try:
        assert_one_line(ask(empty), 2, f"{empty}: the knowledge index cannot be written")
        assert_one_line(ask(empty / "below"), 2, f"{empty / 'below'}: cannot be made")
        assert_one_line(ask(home), 2, "the conversations cannot be kept here")
        elsewhere = ask(home, VOUCH_DATABASE=f"sqlite:///{tmp_path / 'kept.sqlite3'}")
        assert (elsewhere.returncode, elsewhere.stderr) == (0, "") and "[1]" in elsewhere.stdout
    finally:
        home.chmod(0o755)


def test_index_check_says_what_differs_and_changes_nothing(home: Path) -> None:
    good = vouch("index", "--check", home=home)
    assert (good.returncode, good.stdout, good.stderr) == (0, f"{home / 'index'}: whole and up to date\n", "")
    with (home / "index" / "labels.txt").open("a", encoding="utf-8") as labels:
        labels.write("\nstray")
    (home / "index" / "vectors.npy").unlink()
    bad, looked = vouch("index", "--check", home=home), vouch("doctor", home=home)
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout.splitlines() == ["vectors.npy: is missing", "labels.txt: was changed"]
    assert looked.returncode == 1 and "FIX  knowledge index: vectors.npy: is missing" in looked.stdout
    assert not (home / "index" / "vectors.npy").exists()
    assert vouch("index", "--check", home=home / "nothing here").stdout == "manifest.json: is missing\n"


def test_doctor_looks_at_everything_and_keeps_no_secret(built_home: Path) -> None:
    looked = vouch("doctor", home=built_home, more={"OPENAI_API_KEY": "sk-very-secret"})
    assert (looked.returncode, looked.stderr) == (0, "")
    assert all(line.startswith("ok  ") for line in looked.stdout.splitlines())
    assert "127 facts" in looked.stdout and "nothing is sent to it" in looked.stdout and "secret" not in looked.stdout


def test_the_schema_of_a_reply_is_json_schema(tmp_path: Path) -> None:
    printed = vouch("schema", "reply", home=tmp_path)
    assert printed.returncode == 0 and printed.stderr == ""
    assert json.loads(printed.stdout)["properties"].keys() == Reply.model_fields.keys()


def test_evals_print_a_table_or_json_and_exit_by_their_bars(built_home: Path) -> None:
    ended = vouch("evals", "--task", "conversations", "--json", home=built_home)
    document = json.loads(ended.stdout)
    assert ended.stderr == "" and ended.returncode == (0 if document["passed"] else 1)
    assert {figure["task"] for figure in document["figures"]} == {"conversations"}


def test_an_installed_wheel_works_from_any_folder(built_home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist")]
    built = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("vouch_lor-*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
        (points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "vouch = assistant.cli:main" in archive.read(points).decode()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    installed = [sys.executable, "-c", "from assistant.cli import main; main()"]
    more = {"PYTHONPATH": str(site), "VOUCH_DATABASE": f"sqlite:///{tmp_path / 'kept.sqlite3'}"}
    place = [sys.executable, "-c", "import assistant, evals; print(assistant.__file__, evals.__file__)"]
    shown = vouch(home=built_home, folder=elsewhere, more=more, command=place).stdout
    assert shown.count(str(site)) == 2
    asked = vouch("ask", QUESTION, "--json", home=built_home, folder=elsewhere, more=more, command=installed)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert Reply.model_validate_json(asked.stdout).status == "answered"
    # The knowledge in the wheel is the checkout's to the byte: the index that was built from the one serves the other.
    checked = vouch("index", "--check", home=built_home, folder=elsewhere, more=more, command=installed)
    assert (checked.returncode, checked.stderr) == (0, "")
