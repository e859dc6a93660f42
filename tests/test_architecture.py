"""The shape of the code: main -> gui -> core, no Qt in core, no long classes or functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

LAYERS = {"core": {"PySide6", "shiboken6", "gui", "main"}, "gui": {"main"}}  # what each must not import
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).glob("**/*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
LONGEST = {ast.ClassDef: 260, ast.FunctionDef: 50, ast.AsyncFunctionDef: 50}  # lines without docstrings


def _imported(path: Path) -> set[str]:
    """The top-level names of everything that a file imports, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_go_one_way(path: Path) -> None:
    assert not _imported(path) & LAYERS[path.relative_to(ROOT).parts[0]]


def _lines(definition: ast.AST) -> int:
    """How many lines a class or function has, without its docstring and those within it."""
    inner = [node for node in ast.walk(definition) if isinstance(node, tuple(LONGEST))]
    docstrings = [node.body[0] for node in inner if ast.get_docstring(node, clean=False) is not None]
    first, *others = ((node.end_lineno or 0) - node.lineno + 1 for node in (definition, *docstrings))
    return first - sum(others)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_classes_and_functions_are_short(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    bounded = [node for node in nodes if isinstance(node, tuple(LONGEST))]
    assert [(node.name, _lines(node)) for node in bounded if _lines(node) > LONGEST[type(node)]] == []


def test_core_loads_no_qt() -> None:
    modules = [
        name.removesuffix(".py").replace("/", ".").replace("\\", ".").removesuffix(".__init__") for name in NAMES
    ]
    names = ", ".join(name for name in modules if name.startswith("core"))
    code = f"import {names}, sys; print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_commands_load_no_qt(tmp_path: Path, photos: Path) -> None:
    code = (
        "import sys, main; main.main(sys.argv[1:]); sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    words = ["similar", str(photos / "00.png"), "--in", str(photos)]
    subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="where the order of the DLLs matters more")
def test_the_window_opens_without_what_it_needs_later() -> None:
    late = {"onnxruntime", "scipy", "tqdm", "core.commands.commands"}
    code = f"import main, gui.window.app, sys; sys.exit(bool({late} & {{*sys.modules}}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)


def test_nothing_here_takes_the_place_of_a_library() -> None:
    """`packaging` is a library too, which pytest and others import: ours holds nothing that can be imported by name."""
    folder = ROOT / "packaging"
    files = [path.relative_to(folder) for path in folder.rglob("*.py")]
    assert files
    assert [file for file in files if all(part.isidentifier() for part in file.with_suffix("").parts)] == []
    code = "import packaging, packaging.version; print(packaging.__file__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not Path(done.stdout.strip()).is_relative_to(folder)


def test_no_pickle_is_ever_read_or_written() -> None:
    for path in [*MODULES, ROOT / "main.py"]:
        assert not _imported(path) & {"pickle", "shelve", "dill", "joblib", "marshal"}
        assert "allow_pickle=True" not in path.read_text("utf-8")
