"""What was built from what: which change makes a document new, and what a broken state does."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from command import FONTS
from content_factory import REGIONS, TEXT, THEME, write_content
from regioplan_pdf import state as state_module
from regioplan_pdf.errors import OutputError, Problem, Severity
from regioplan_pdf.load.folder import DocumentPath, find_documents
from regioplan_pdf.publish.run import PAGE_LIBRARIES
from regioplan_pdf.results import DocumentResult, Status
from regioplan_pdf.state import STATE_FILE, BuildState, Inputs, Kept, bytes_hash

LOGO = '\n[logo]\nbestand = "beeld/logo.png"\nalt = "Logo"\n'
WARNING = Problem("2023-2024/ggz/rotterdam.md", 7, Severity.WARNING, "Een waarschuwing é.", "doe iets")
SHARED = Problem("2023-2024/ggz/editie.toml", 0, Severity.WARNING, "Van iedereen.")


SHAPES_NO_PDF = {
    *("brotli", "fonttools", "jinja2", "markupsafe", "pypdfium2"),  # web pages and their pictures and fonts
    "rich",  # the terminal
    "watchfiles",  # the preview
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Content with a logo, and small fonts."""
    content = write_content(tmp_path / "content", theme=THEME + LOGO)
    (content / "beeld").mkdir()
    (content / "beeld" / "logo.png").write_bytes(b"png")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "a.ttf").write_bytes(b"font")
    return content, fonts


def hashes(content: Path, fonts: Path) -> dict[str, str]:
    inputs = Inputs(content, fonts)
    return {document.key: inputs.hash_of(document) for document in find_documents(content)}


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


ROTTERDAM, UTRECHT = "2023-2024/ggz/rotterdam", "2023-2024/ggz/utrecht"
BOTH = {ROTTERDAM, UTRECHT}
NONE: set[str] = set()
CHANGES: list[tuple[str, Callable[[Path, Path], None], set[str]]] = [
    ("text", lambda content, fonts: append(content / "2023-2024/ggz/rotterdam.md"), {ROTTERDAM}),
    ("figures", lambda content, fonts: append(content / "2023-2024/ggz/cijfers.csv"), BOTH),
    ("figures in Excel", lambda content, fonts: append(content / "2023-2024/ggz/cijfers.xlsx"), BOTH),
    ("settings", lambda content, fonts: append(content / "2023-2024/ggz/editie.toml"), BOTH),
    ("theme", lambda content, fonts: append(content / "thema.toml"), BOTH),
    ("regions", lambda content, fonts: append(content / "regios.csv"), BOTH),
    ("municipalities", lambda content, fonts: append(content / "gemeenten.csv"), BOTH),
    ("logo", lambda content, fonts: append(content / "beeld/logo.png"), BOTH),
    ("logo gone", lambda content, fonts: (content / "beeld/logo.png").unlink(), BOTH),
    ("font", lambda content, fonts: append(fonts / "a.ttf"), BOTH),
    ("another font", lambda content, fonts: append(fonts / "b.ttf"), BOTH),
    ("notes of an editor", lambda content, fonts: append(content / "aantekeningen.txt"), set()),
    (
        "another sector",
        lambda content, fonts: shutil.copytree(content / "2023-2024/ggz", content / "2023-2024/vg"),
        set(),
    ),
]


@pytest.mark.parametrize(("change", "changed"), [pytest.param(c[1], c[2], id=c[0]) for c in CHANGES])
def test_what_a_change_makes_new(change, changed, folders):
    before = hashes(*folders)
    assert hashes(*folders) == before
    change(*folders)
    after = hashes(*folders)
    assert {document for document in before if after[document] != before[document]} == changed


def test_documents_have_hashes_of_their_own(folders):
    found = hashes(*folders)
    assert found[ROTTERDAM] != found[UTRECHT]


def test_the_program_is_an_input(folders, monkeypatch):
    before = hashes(*folders)
    monkeypatch.setattr(state_module, "program_hash", lambda: "of another version")
    after = hashes(*folders)
    assert all(after[document] != before[document] for document in before)


def test_a_change_of_the_program_changes_its_hash(tmp_path, monkeypatch):
    package = tmp_path / "regioplan_pdf"
    package.mkdir()
    (package / "state.py").write_text("a = 1\n")
    monkeypatch.setattr(state_module, "__file__", str(package / "state.py"))
    found = set()
    for text in ("a = 1\n", "a = 2\n"):
        (package / "state.py").write_text(text)
        state_module.program_hash.cache_clear()
        found.add(state_module.program_hash())
    monkeypatch.undo()
    state_module.program_hash.cache_clear()
    assert len(found) == 2


def test_every_library_is_an_input_or_cannot_shape_a_pdf():
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in project["dependencies"]}
    assert asked == {*state_module.LIBRARIES, *SHAPES_NO_PDF}
    assert SHAPES_NO_PDF.isdisjoint(state_module.LIBRARIES)
    # What a site shows depends on these, besides the PDFs.
    assert set(PAGE_LIBRARIES) == SHAPES_NO_PDF - {"rich", "watchfiles"}


@pytest.mark.parametrize("library", state_module.LIBRARIES)
def test_another_version_of_a_library_changes_the_program_s_hash(library, monkeypatch):
    versions = dict.fromkeys(state_module.LIBRARIES, "1.0")
    monkeypatch.setattr(state_module, "_installed_versions", lambda: versions)
    hash_now = state_module.program_hash.__wrapped__
    before = hash_now()
    assert hash_now() == before
    versions[library] = "1.1"
    assert hash_now() != before


def test_the_libraries_versions_are_those_of_their_packages(tmp_path, monkeypatch):
    versions = state_module._installed_versions()
    assert versions == {name: version(name) for name in state_module.LIBRARIES}
    (tmp_path / "Markdown.It.Py-9.1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "absent")])
    assert state_module._installed_versions() == dict.fromkeys(versions, "-") | {"markdown-it-py": "9.1"}


def test_the_folder_s_place_is_no_input(folders, tmp_path):
    content, fonts = folders
    shutil.copytree(content, tmp_path / "elders" / "inhoud")
    shutil.copytree(fonts, tmp_path / "elders" / "letters")
    assert hashes(tmp_path / "elders" / "inhoud", tmp_path / "elders" / "letters") == hashes(content, fonts)


@pytest.mark.parametrize("theme", ["[logo\n", "logo = 3\n", "[logo]\nbestand = 3\n", "\xff"])
def test_a_theme_that_cannot_be_read_is_told_elsewhere(theme, folders):
    content, fonts = folders
    (content / "thema.toml").write_bytes(theme.encode("latin-1"))
    assert len(hashes(content, fonts)) == 2


# The state of an output folder.


def document() -> DocumentPath:
    return DocumentPath("2023-2024", "ggz", "rotterdam", Path("content/2023-2024/ggz/rotterdam.md"))


def noted(out: Path) -> DocumentResult:
    """A state with one document, saved."""
    result = DocumentResult(
        document().key, "plan.pdf", Status.BUILT, 11.25, 0.912345, 5, 0.3, example=True, problems=(WARNING,)
    )
    (out / "plan.pdf").write_bytes(b"bytes")
    state = BuildState.read(out)
    state.note(result, "inputs", bytes_hash(b"bytes"), (SHARED,))
    state.save()
    return result


def test_what_is_kept_comes_back(tmp_path):
    noted(tmp_path)
    kept = BuildState.read(tmp_path).unchanged(document(), "inputs")
    assert kept == Kept(
        DocumentResult(
            "2023-2024/ggz/rotterdam", "plan.pdf", Status.UNCHANGED, 11.25, 0.9123, 5, 0.0, True, (WARNING,)
        ),
        (SHARED,),
    )


def test_saving_twice_gives_the_same_bytes_and_leaves_no_other_file(tmp_path):
    noted(tmp_path)
    first = (tmp_path / STATE_FILE).read_bytes()
    BuildState.read(tmp_path).save()
    assert (tmp_path / STATE_FILE).read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == [STATE_FILE, "plan.pdf"]


def test_other_inputs_another_document_or_another_pdf_are_not_unchanged(tmp_path):
    noted(tmp_path)
    state = BuildState.read(tmp_path)
    assert state.unchanged(document(), "others") is None
    assert state.unchanged(DocumentPath("2023-2024", "ggz", "utrecht", Path("x.md")), "inputs") is None
    (tmp_path / "plan.pdf").write_bytes(b"bytez")
    assert state.unchanged(document(), "inputs") is None
    (tmp_path / "plan.pdf").unlink()
    assert state.unchanged(document(), "inputs") is None


def test_no_state_is_an_empty_one(tmp_path):
    assert BuildState.read(tmp_path).entries == {}
    assert BuildState.read(tmp_path / "nowhere").entries == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        '{"version": 1, "documents": {}}',
        '{"version": 2}',
        '{"version": 2, "documents": []}',
    ],
)
def test_a_state_that_cannot_be_used_is_an_empty_one(text, tmp_path):
    (tmp_path / STATE_FILE).write_text(text)
    assert BuildState.read(tmp_path).entries == {}


def test_a_state_that_is_no_text_is_an_empty_one(tmp_path):
    (tmp_path / STATE_FILE).write_bytes(b"\xff\xfe\x00")
    assert BuildState.read(tmp_path).entries == {}


@pytest.mark.parametrize("key", ["file", "output", "body", "fill", "size", "example", "problems", "shared"])
@pytest.mark.parametrize("value", [None, "gone"])
def test_an_entry_that_was_spoiled_is_built_anew(key, value, tmp_path):
    noted(tmp_path)
    data = json.loads((tmp_path / STATE_FILE).read_text(encoding="utf-8"))
    entry = data["documents"][document().key]
    if value is None:
        del entry[key]
    else:
        entry[key] = {"file": 3, "output": 3, "example": True}.get(key, [["a"]])
    (tmp_path / STATE_FILE).write_text(json.dumps(data), encoding="utf-8")
    kept = BuildState.read(tmp_path).unchanged(document(), "inputs")
    assert kept is None or (key, value) == ("example", "gone")


def test_an_entry_that_is_no_table(tmp_path):
    assert BuildState(tmp_path, {document().key: "x"}).unchanged(document(), "inputs") is None  # type: ignore[dict-item]


def test_a_state_that_cannot_be_written(tmp_path):
    (tmp_path / STATE_FILE).mkdir()
    with pytest.raises(OutputError, match="can't be written"):
        BuildState(tmp_path, {}).save()


def test_the_fonts_and_content_of_the_factory_are_used_as_inputs(tmp_path):
    content = write_content(tmp_path / "content", texts={"rotterdam": TEXT}, regions=REGIONS)
    assert set(hashes(content, FONTS)) == {ROTTERDAM}
