"""An edition's settings: content/<edition>/<sector>/editie.toml."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from regioplan_pdf.errors import Problems
from regioplan_pdf.load.edition_charts import read_charts, read_key_figures
from regioplan_pdf.load.reading import read_text_file, relative_name, stays_inside
from regioplan_pdf.load.settings import Settings, parse_settings
from regioplan_pdf.load.vocabulary import CHANGES_TITLE, MOST_CHANGES, PARTS, PERSONS, PLACES
from regioplan_pdf.model.content import FILLINGS, FINAL, STATUSES, BlockSpec, Edition, EntrySpec, IndicatorSpec
from regioplan_pdf.model.figures import Unit

FILE_NAME = "editie.toml"
_INDICATOR_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ID = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


def load_edition(folder: Path, content: Path, problems: Problems) -> Edition | None:
    """Read editie.toml in content/<edition>/<sector>; None if it can't be read at all.

    A faulty setting is noted and has its default, so that the rest can still be checked.
    """
    path = folder / FILE_NAME
    file = relative_name(path, content)
    faults = problems.within(file)
    text = read_text_file(path, faults) if stays_inside(path, content, faults) else None
    root = parse_settings(text, faults) if text is not None else None
    if root is None:
        return None
    head = root.table_at("editie")
    if head is None:
        faults.error(0, "The table [editie] is missing.", "add [editie] with titel, peildatum and the rest")
        return None
    edition = _read_edition(root, head, folder, file)
    root.close()
    return edition


def _read_edition(root: Settings, head: Settings, folder: Path, file: str) -> Edition:
    privacy = root.table_at("privacy")
    minimum = privacy.integer("minimum", 10, low=1, high=1000) if privacy else 10
    if privacy:
        privacy.close()
    first, second = _read_page(root, "pagina1"), _read_page(root, "pagina2")
    page1 = root.table_at("pagina1")
    analyses = _read_analyses(root)
    abbreviations = root.table_at("afkortingen")
    edition = Edition(
        slug=folder.parent.name,
        sector=folder.name,
        title=head.text("titel"),
        sector_short=head.text("sector_kort"),
        sector_title=head.text("sector_titel"),
        reference_date=head.date("peildatum"),
        published=head.date("gepubliceerd"),
        status=head.choice("status", STATUSES, FINAL),
        benchmark=head.text("referentie"),
        benchmark_name=head.text("referentie_naam"),
        benchmark_short=head.text("referentie_kort"),
        keywords=head.texts("trefwoorden"),
        heads=(first, second),
        charts_title=page1.text("grafieken_kop", "") if page1 else "",
        chart_columns=page1.integer("grafiekkolommen", 2, low=1, high=4) if page1 else 2,
        minimum=minimum,
        blocks=tuple(_read_block(block) for block in root.tables("blok")),
        indicators=_read_indicators(root, minimum),
        key_figures=read_key_figures(root),
        charts=read_charts(root),
        entries=_read_entries(root),
        analyses_label=analyses[0],
        analyses_url=analyses[1],
        abbreviations=abbreviations.text_table() if abbreviations else {},
        file=file,
    )
    head.close()
    return edition


def _read_page(root: Settings, name: str) -> tuple[str, str]:
    """What stands at the right of a page's band: title and detail."""
    page = root.table_at(name)
    if page is None:
        root.problems.error(0, f"The table [{name}] is missing.", f'add [{name}] with titel = "..."')
        return "", ""
    head = page.text("titel"), page.text("detail", "")
    if name == "pagina1":
        page.mark_asked("grafieken_kop", "grafiekkolommen")
    page.close()
    return head


def _read_analyses(root: Settings) -> tuple[str, str]:
    table = root.table_at("analyses")
    if table is None:
        return "", ""
    label, url = table.text("tekst"), table.web_address("url")
    table.close()
    return label, url


def _read_block(table: Settings) -> BlockSpec:
    filled, filling = table.has("vulling"), table.choice("vulling", FILLINGS, "")
    title = table.text("kop", CHANGES_TITLE) if filled else table.text("kop")
    place = table.choice("plaats", PLACES)
    if filled:
        most = table.integer("aantal", MOST_CHANGES, low=1, high=12)
        block = BlockSpec(read_id(table), title, place, required=False, line=table.line, filling=filling, most=most)
    else:
        required, aliases = table.flag("verplicht", True), table.texts("aliassen")
        block = BlockSpec(read_id(table), title, place, required, aliases, table.line)
    table.close()
    return block


def read_id(table: Settings) -> str:
    """The required id of a table that a link or a chart's place can be named by."""
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.fault("id", f"'{name}' can't be an id.", "use letters, digits and single hyphens, without spaces")
    return name


def _read_indicators(root: Settings, minimum: int) -> dict[str, IndicatorSpec]:
    found: dict[str, IndicatorSpec] = {}
    for table in root.tables("indicator"):
        indicator = _read_indicator(table, minimum)
        if not indicator.id:
            continue
        if indicator.id in found:
            table.fault("id", f"There are two indicators '{indicator.id}'.", _first_at(found[indicator.id].line))
            continue
        found[indicator.id] = indicator
    return found


def _read_indicator(table: Settings, minimum: int) -> IndicatorSpec:
    name = table.text("id")
    if name and (not _INDICATOR_ID.fullmatch(name) or keyword.iskeyword(name)):
        table.fault(
            "id",
            f"'{name}' can't be the id of an indicator.",
            "it must be able to stand in {{ }}: letters, digits and _ only, and a letter first",
        )
    unit = table.choice("eenheid", [str(unit) for unit in Unit])
    counts = table.choice("telt", ("", PERSONS), "")
    base = table.text("basis", "")
    indicator = IndicatorSpec(
        id=name,
        unit=Unit(unit or Unit.COUNT),
        decimals=table.integer("decimalen", 0, low=0, high=4),
        counts=counts,
        base=base,
        minimum=table.integer("minimum", minimum, low=1, high=1000),
        parts=table.choice("som", PARTS, ""),
        total=table.text("totaal", ""),
        entry=table.text("leeswijzer", ""),
        categories=table.texts("categorieen"),
        change=table.flag("verandering", False),
        same=table.text("is", ""),
        sum_of=table.texts("som_van"),
        part_of=table.text("deel_van", ""),
        growth_of=table.text("groei_van", ""),
        line=table.line,
    )
    table.close()
    return indicator


def _read_entries(root: Settings) -> dict[str, EntrySpec]:
    found: dict[str, EntrySpec] = {}
    for table in root.tables("leeswijzer"):
        entry = EntrySpec(
            id=read_id(table),
            name=table.text("naam"),
            source=table.text("bron"),
            reference_date=table.text("peildatum"),
            explanation=table.text("toelichting"),
            nb=table.text("nb", ""),
            pages=table.integers("regioanalyse"),
            line=table.line,
        )
        table.close()
        if entry.id in found:
            table.fault("id", f"There are two Leeswijzer entries '{entry.id}'.", _first_at(found[entry.id].line))
        elif entry.id:
            found[entry.id] = entry
    return found


def _first_at(line: int) -> str:
    return f"the first is at line {line}; give each an id of its own"
