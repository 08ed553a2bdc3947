"""The house rules that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from assistant.agent.tools import TOOLS
from assistant.cli import app
from assistant.errors import KnowledgeError
from assistant.knowledge import load_knowledge
from assistant.retrieval.questions import OUTSIDE_KINDS, question_bank
from assistant.templates import render
from evals import datasets

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "assistant").rglob("*.py"))
CLOCKS = {"cli.py", "advisor.py"}
# Written in pieces, so that this file itself names none of them.
HOSTS = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", r"registry\.np" + "mjs", r"deb\.deb" + "ian"]))
PATHS = re.compile(r"(?<![\w.])/(?:wo" + "rk|fa" + r"rm|ro" + r"ot|opt/(?:wheels|pypi))/")


def _functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350
    for node in _functions(ast.parse(text)):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        length = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert length <= 50, f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_clock_is_read_only_where_a_person_enters(path: Path) -> None:
    if path.name in CLOCKS or path.parent.name in {"web", "commands"}:
        return
    calls = re.findall(r"\b(?:date\.today|datetime\.now|datetime\.utcnow|time\.time)\(", path.read_text(encoding="utf-8"))
    assert not calls


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_every_tool_and_parameter_is_described(tool) -> None:
    schema = tool.tool_call_schema.model_json_schema()
    assert len(tool.description) > 40
    for name, parameter in schema.get("properties", {}).items():
        assert parameter.get("description"), name


def test_the_tools_have_the_contracts_names() -> None:
    assert {tool.name for tool in TOOLS} <= {
        "search_guide", "update_profile", "audit_letters", "plan_timeline", "assign_letters", "draft_email",
        "outline_letter", "build_packet",
    }


def test_every_fact_has_its_phrasings_and_eval_cases() -> None:
    knowledge = load_knowledge()
    bank = question_bank(knowledge)
    phrasings = Counter(label for label, _ in {(p.label, p.text.lower()) for p in bank})
    assert len(knowledge.facts) == 127
    assert min(phrasings[fact] for fact in knowledge.facts) >= 25
    assert sum(phrasings[kind] for kind in OUTSIDE_KINDS) >= 1500
    cases = Counter(q.fact for name in ("questions_dev", "questions_heldout") for q in datasets.questions(name))
    assert min(cases[fact] for fact in knowledge.facts) >= 3


def test_no_eval_case_stands_in_the_bank() -> None:
    """What is measured must not have been taught."""
    taught = {p.text.lower() for p in question_bank(load_knowledge())}
    asked = [q for name in ("questions_dev", "questions_heldout") for q in datasets.questions(name)]
    asked += [*datasets.bank("bank_heldout"), *datasets.bank("bank_strangers")]
    sets = ("outside_dev", "outside_heldout", "outside_strangers", "outside_abroad")
    outside = [c for name in sets for c in datasets.outside(name)]
    assert len([q for q in asked if q.text.lower() in taught]) <= len(asked) * 0.005
    assert len([c for c in outside if c.text.lower() in taught]) <= len(outside) * 0.03  # "hi", "thanks"


TEMPLATES = sorted(path.relative_to(ROOT / "prompts").as_posix() for path in (ROOT / "prompts").rglob("*.j2"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_renders_strictly_and_somebody_uses_it(name: str) -> None:
    """A hole that is not filled fails, so does a value without a hole, and a text that nobody asks for is no text."""
    with pytest.raises(KnowledgeError, match=r"unused \['no_such_hole'\]") as caught:
        render(name, no_such_hole="x")
    if "missing []" not in str(caught.value):
        with pytest.raises(KnowledgeError, match=r"missing \['"):
            render(name)
    users = [path for path in [*SOURCES, *(ROOT / "prompts").rglob("*.j2")] if path != ROOT / "prompts" / name]
    text = "".join(path.read_text(encoding="utf-8") for path in users)
    # A name may be put together: f"emails/{kind}.j2".
    folder, _, stem = name.rpartition("/")
    assert name in text or f"{stem}" in text or re.search(rf"{re.escape(folder)}/\{{\w+\}}\.j2", text), name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_for_a_person_or_a_model_stands_in_the_code(path: Path) -> None:
    """Whole sentences live under prompts/. Errors, docstrings, option help and SQL are not meant."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    excused: set[int] = set()
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if docstring or isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg in {"help", "description"}):
            excused |= {id(part) for part in ast.walk(node)}
    sentences = [
        node.value for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in excused
        and re.match(r"\s*[A-Z][a-z']+ ", node.value) and len(re.findall(r"[A-Za-z']+", node.value)) >= 6
    ]  # fmt: skip
    assert sentences == []


def test_facts_with_figures_have_them() -> None:
    for fact in load_knowledge().facts.values():
        assert fact.figures or "P" not in fact.uses, fact.id


def test_the_readme_shows_the_tree_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"## The tree\n+```\n(.*?)```", readme, re.DOTALL)
    assert block
    named = {line.split("#")[0].strip().rstrip("/") for line in block[1].splitlines() if line.strip()}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    top = {name.split("/")[0] for name in tracked if name and not name.startswith(".")}
    inner = {"/".join(n.split("/")[:2]) for n in tracked if n.startswith("assistant/")}
    inner -= {"assistant/__init__.py", "assistant/py.typed"}
    assert named == top | inner


def test_no_tracked_file_names_a_registry_host_or_a_path_of_a_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, tracked):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        assert not HOSTS.search(text), name
        assert not PATHS.search(text), name


def test_every_use_of_a_fact_has_its_place_in_the_code() -> None:
    """R: a rule or the ranking names it. D: a template, a draft check or its data name it. P: code reads its figure."""
    facts = load_knowledge().facts.values()
    decisions = [p for p in SOURCES if p.relative_to(ROOT / "assistant").parts[0] in {"audit", "plan.py"}]
    drafts = [*(ROOT / "assistant" / "drafting").rglob("*.py"), *(p for p in (ROOT / "prompts").rglob("*") if p.is_file())]
    drafts.append(ROOT / "knowledge" / "drafting.yaml")
    places = {"R": decisions, "D": drafts, "P": [*SOURCES, ROOT / "knowledge" / "drafting.yaml"]}
    for use, files in places.items():
        named = set(re.findall(r"\b[A-Z]+-\d+\b", "".join(path.read_text(encoding="utf-8") for path in files)))
        assert {fact.id for fact in facts if use in fact.uses} - named == set(), use


def test_the_readme_names_every_command_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = re.search(r"\| command \| does \|\n(.*?)\n\n", readme, re.DOTALL)
    assert table
    named = set(re.findall(r"`vouch ([a-z]+)", table[1]))
    offered = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert named == offered
