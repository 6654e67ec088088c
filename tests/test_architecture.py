"""How the program is put together: who may import what, how large a module may be, what no stage may hold."""

from __future__ import annotations

import ast
import dataclasses
import io
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from command import FONTS
from content_factory import EDITION, FIGURES, TEXT, change_figure, write_content
from regioplan_pdf.api import build
from regioplan_pdf.errors import Problems
from regioplan_pdf.load import find_documents
from regioplan_pdf.pipeline import Plan, Workspace, make_plan

SOURCE = Path(__file__).parent.parent / "src" / "regioplan_pdf"
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}
MOST_LINES = 500

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "pandas": ("load.data", "load.workbook", "indicators"),
    "openpyxl": ("load.workbook", "renew", "new_edition"),
    "matplotlib": ("charts",),
    "reportlab": ("pdf",),
    "pypdf": ("pdf", "source", "inspect_pdf", "conformance"),
    "uharfbuzz": ("type",),
    "pyphen": ("type",),
    "simpleeval": ("expressions", "quantities"),
    "markdown_it": ("load",),
    "rapidfuzz": ("suggest", "diff"),
    "rich": ("report", "diff.render.terminal", "publish"),
    "babel": ("dutch",),
    "deflate": ("pdf",),
    "numpy": ("charts", "workers"),
    "PIL": ("pdf",),
    "jinja2": ("web", "diff.render", "preview"),
    "markupsafe": ("web", "diff.render", "preview"),
    "fontTools": ("web",),
    "pypdfium2": ("publish", "preview"),
    "watchfiles": ("preview",),
}
"""A library, and the modules and packages that may import it."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "model": ("model",),
    "type": ("type", "model", "dutch"),
    "charts": ("charts", "model", "type", "dutch", "errors"),
    "load": ("load", "model", "errors", "suggest", "findings.rules", "findings.judgement"),
    "findings": (*("findings", "model", "errors", "suggest", "dutch", "load"), "expressions", "quantities"),
    "pdf": ("pdf", "model", "errors", "type", "charts", "dutch", "conformance"),
    "conformance": ("conformance", "model", "errors", "source", "pdf.structure", "pdf.inline", "pdf.nodes"),
    "diff": (
        *("diff", "model", "errors", "dutch", "suggest", "source", "findings", "load", "documents"),
        *("state", "type.fonts", "pdf", "web"),
    ),
    "diff.render": (
        *("diff.render", "diff.figures.definition_rules", "diff.totals", "model", "errors", "dutch", "source"),
        *("type.fonts", "pdf", "web"),
    ),
    "diff.render.terminal": (
        *("diff.render.terminal", "diff.figures.definition_rules", "diff.totals", "model", "dutch"),
    ),
    "diff.text": ("diff.text", "diff.subject", "model", "dutch", "suggest"),
    "diff.figures": ("diff.figures", "diff.subject", "diff.text", "model", "dutch", "findings", "quantities"),
    "preview": (
        *("preview", "model", "errors", "load", "documents", "drafting", "press", "plan", "source", "web"),
        *("publish.model", "publish.ready"),
    ),
    "publish": (
        *("publish", "model", "errors", "load", "api", "results", "state", "write", "source", "conformance"),
        *("inspect_pdf", "diff", "web", "machine", "packing", "dutch", "report", "__version__"),
    ),
    "web": ("web", "model", "dutch", "charts", "type.fonts", "source.csv_table", "publish.model"),
}
"""A package, and what of this program it may import: stages hand on values, they don't call each other."""


def imports(name: str) -> Iterator[tuple[str, bool]]:
    """Every module that a module imports, and whether only a type checker sees it."""
    unseen = {
        id(node)
        for test in ast.walk(TREES[name])
        if isinstance(test, ast.If) and "TYPE_CHECKING" in ast.unparse(test.test)
        for statement in test.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in unseen) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            yield node.module or "", id(node) in unseen
            yield from ((f"{node.module}.{alias.name}", id(node) in unseen) for alias in node.names)


def is_in(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


HEAVY = {"pandas", "numpy", "matplotlib", "reportlab", "pypdf", "rich", "babel", "PIL", "openpyxl", "uharfbuzz"}
HEAVY |= {"jinja2", "markupsafe", "fontTools", "rapidfuzz", "watchfiles"}


@pytest.mark.parametrize(
    "statement",
    [
        "import regioplan_pdf.cli",
        "import regioplan_pdf.api",
        "import regioplan_pdf.load, regioplan_pdf.state, regioplan_pdf.results, regioplan_pdf.errors",
        "import regioplan_pdf.model.document, regioplan_pdf.model.content, regioplan_pdf.model.charts",
    ],
)
def test_importing_the_command_or_the_library_imports_nothing_heavy(statement):
    assert loaded_after(statement) & HEAVY == set()


def test_a_run_with_nothing_to_do_imports_nothing_heavy(tmp_path):
    content, out = write_content(tmp_path / "content"), tmp_path / "out"
    build(content, out, fonts=FONTS)
    again = "from pathlib import Path\nfrom regioplan_pdf.api import build\n"
    again += f"report = build(Path({str(content)!r}), Path({str(out)!r}), fonts=Path({str(FONTS)!r}))\n"
    again += "assert [str(result.status) for result in report.documents] == ['unchanged', 'unchanged']"
    assert loaded_after(again) & HEAVY == set()


@pytest.mark.parametrize("library", ALLOWED)
def test_a_library_is_imported_only_where_it_belongs(library):
    users = {name for name in MODULES for found, unseen in imports(name) if is_in(found, (library,)) and not unseen}
    assert {name for name in users if not is_in(name, ALLOWED[library])} == set()


def test_only_known_libraries_are_imported():
    known = {*sys.stdlib_module_names, "regioplan_pdf", *ALLOWED}
    assert {found.split(".")[0] for name in MODULES for found, _ in imports(name)} - known == set()


def test_every_library_that_is_imported_is_asked_for_and_no_other():
    """brotli is what fontTools makes web fonts with; Pillow and its like bear the name of their package."""
    packages = {"PIL": "pillow", "fontTools": "fonttools", "markdown_it": "markdown-it-py"}
    project = tomllib.loads((SOURCE.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in project["dependencies"]}
    assert asked == {packages.get(library, library) for library in ALLOWED} | {"brotli"}


@pytest.mark.parametrize("package", STAGES)
def test_a_stage_imports_only_what_it_may(package):
    wrong = {
        (name, found)
        for name in MODULES
        if is_in(name, (package,))
        for found, _ in imports(name)
        if found.startswith("regioplan_pdf.") and not is_in(found.removeprefix("regioplan_pdf."), STAGES[package])
    }
    assert wrong == set()


def test_no_module_is_too_long():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_pyplot_is_nowhere():
    assert [name for name, path in MODULES.items() if "pyplot" in path.read_text(encoding="utf-8")] == []


def test_no_module_is_a_heap_of_odds_and_ends():
    assert [name for name in MODULES if name.split(".")[-1] in ("utils", "util", "helpers", "misc", "common")] == []


def test_no_stage_knows_the_time_or_chance():
    """Same content, same bytes: no clock (but to time the work), no random numbers, no addresses."""
    calls = re.compile(r"(.*\.)?(now|today|utcnow|localtime|getpid)|time\.time|hash|random\..*")
    found = {
        (name, ast.unparse(node.func))
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and calls.fullmatch(ast.unparse(node.func))
    }
    # The name of a temporary file may hold the number of the process: nobody ever sees it.
    assert found == {("write", "os.getpid")}
    assert [name for name in MODULES for module, _ in imports(name) if module in ("random", "uuid", "secrets")] == []


def test_files_are_opened_only_at_the_edges():
    """Between reading content and writing a PDF no stage touches a file."""
    pure = ("compose", "findings", "model", "quantities", "dutch", "expressions", "privacy", "mentions")
    pure += ("validate.needs", "validate.privacy")
    verbs = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "glob", "iterdir"}
    found = {
        (name, ast.unparse(node.func))
        for name, tree in TREES.items()
        if is_in(name, pure)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in verbs
    }
    assert found == set()


# A figure that is withheld is nowhere: not in the Document, not in the file, not in what is remembered.

PEOPLE, INTRAMURAAL = 37, 25
"""All clients, and those of them in the largest part; MPT and PGB have 12 between them, each under 10."""
SHOWN_IN_SHARES = EDITION.replace('id = "leveringsvorm"\n', 'id = "leveringsvorm"\ndecimalen = 2\n', 1)
WITH_YOUTH = f"""{SHOWN_IN_SHARES}
[[indicator]]
id = "jeugd"
eenheid = "aantal"
telt = "personen"
leeswijzer = "klanten"

[[kerncijfer]]
indicator = "jeugd"
label = "jonge klanten"
"""


def plan_of(tmp_path: Path, mpt: int, pgb: int, intramuraal: int = INTRAMURAAL) -> Plan:
    """A plan whose key figure, prose and chart rest on two numbers of people."""
    people = mpt + pgb + intramuraal
    figures = f"{FIGURES}rotterdam;jeugd;2023;;{mpt};aantal;Declaraties ({people} min {people - mpt})\n"
    figures = change_figure("rotterdam;klanten;2023;;", str(people), figures)
    for category, count in (("Intramuraal", intramuraal), ("MPT", mpt), ("PGB", pgb)):
        share = f"{100 * count / people:.4f}".replace(".", ",")
        figures = change_figure(f"rotterdam;leveringsvorm;2023;{category};", share, figures)
    text = TEXT.replace(
        "Hier zetten we op in:",
        "Het gaat om {{ jeugd }} jongeren, samen {{ jeugd + jeugd }}, dus {{ procent(100 * jeugd / klanten, 2) }}, "
        'en {{ leveringsvorm["MPT"] }} van allen.',
    )
    folder = tmp_path / f"content-{mpt}-{pgb}"
    content = write_content(folder, edition=WITH_YOUTH, figures=figures, texts={"rotterdam": text})
    (path,) = find_documents(content)
    problems = Problems()
    workspace = Workspace(content, FONTS)
    plan = make_plan(workspace, path, problems)
    shared = workspace.edition(path.folder).problems
    assert plan is not None, "\n".join(map(str, (*workspace.problems, *shared, *problems.found())))
    return plan


def page_texts(plan: Plan) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(plan.pdf)).pages)


def leaves(value: object) -> Iterator[object]:
    """Every text and number in a value, however deep."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from leaves(getattr(value, part.name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(key)
            yield from leaves(item)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def streams(pdf: bytes) -> Iterator[bytes]:
    """Every object of a PDF, its stream decompressed."""
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(number)
        if isinstance(found, StreamObject):
            yield found.get_data()
        yield str(found).encode("utf-8", "replace")


def test_the_search_below_finds_a_number_that_may_be_told(tmp_path):
    plan = plan_of(tmp_path, 13, 17, 70)
    numbers = [leaf for leaf in leaves(plan.document) if isinstance(leaf, float)]
    assert {13.0, 17.0} <= set(numbers)
    assert {"13", "13,00%"} <= {leaf for leaf in leaves(plan.document) if isinstance(leaf, str)}
    assert "om 13 jongeren, samen 26, dus 13,00%, en 13,00% (voorbeeld) van allen" in page_texts(plan).replace(
        "\u00ad ", ""
    )


def test_a_withheld_number_is_nowhere_in_the_document(tmp_path):
    document = plan_of(tmp_path, 7, 5).document
    withheld = {7, 5, 14, 12, *(round(100 * count / PEOPLE, 4) for count in (7, 5, 12))}
    own = [leaf for leaf in leaves(document.figures.region) if isinstance(leaf, float)]
    drawn = [leaf for card in document.charts for leaf in leaves(card.spec) if isinstance(leaf, float)]
    assert [number for number in own if round(number, 4) in withheld] == []
    assert [number for number in drawn if round(number, 4) in withheld - {14}] == []  # 14 is the benchmark's share
    texts = [leaf for leaf in leaves(document) if isinstance(leaf, str)]
    for written in ("18,9", "13,5", "37,8", "32,4"):
        assert [text for text in texts if written in text] == []
    (figure,) = [figure for figure in document.key_figures if figure.id == "kerncijfer-jeugd"]
    assert (figure.text, figure.withheld) == ("te klein", True)


def test_a_withheld_number_is_nowhere_in_the_file(tmp_path):
    plan = plan_of(tmp_path, 7, 5)
    text = page_texts(plan)
    assert "Het gaat om te klein jongeren, samen te klein, dus te klein, en te klein van allen." in text
    for written in ("18,9", "13,5", "37,8", "32,4"):
        assert written not in text
    everything = b"\n".join(streams(plan.pdf))
    for raw in (b"18.918", b"18,9", b"13.513", b"13,5", b"0.1891", b"0.1351"):
        assert raw not in everything


def test_plans_that_differ_only_in_what_is_withheld_are_the_same_to_the_byte(tmp_path):
    """The strongest proof: nothing in the file depends on the number, not even the place of a line."""
    assert plan_of(tmp_path, 7, 5).pdf == plan_of(tmp_path, 4, 8).pdf
