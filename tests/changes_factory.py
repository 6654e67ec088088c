"""What a comparison gives, as literals, for the tests of the reports.

`PLAN` has one of every kind of change; `FOREIGN` has a side without its source; `EDITION` has two
regions; `SAME` has nothing to tell. The texts are made up and hold one piece of markup (`<em>`, `&`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from regioplan_pdf.model.changes import (
    About,
    BlockChange,
    CarriedOver,
    ChartChange,
    Course,
    DefinitionChange,
    EditionChanges,
    Everywhere,
    Field,
    FigureChange,
    FigureSpan,
    Form,
    Highlight,
    KeyFigureChange,
    Kind,
    Match,
    Op,
    Origin,
    Piece,
    PlanChanges,
    RegionWeight,
    Revision,
    Side,
    TextChange,
    TextUnit,
)
from regioplan_pdf.model.figures import EXAMPLE, Period, Unit, Value

_MARKED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_NUMBER = re.compile(r"\s*[€−+]?\s*\d[\d.,]*\s*%?\s*")


def pieces(marked: str) -> tuple[Piece, ...]:
    """Pieces of a text in which 'was [-16 -]{+17,1 +}klanten' marks what went and what came."""
    found: list[Piece] = []
    at = 0
    for mark in _MARKED.finditer(marked):
        if mark.start() > at:
            found.append(Piece(Op.SAME, marked[at : mark.start()], marked[at : mark.start()]))
        gone, came = mark.group(1), mark.group(2)
        figure = bool(_NUMBER.fullmatch(gone or came or ""))
        if gone is not None:
            found.append(Piece(Op.REMOVED, gone, "", figure))
        else:
            found.append(Piece(Op.ADDED, "", came, figure))
        at = mark.end()
    if at < len(marked):
        found.append(Piece(Op.SAME, marked[at:], marked[at:]))
    return tuple(found)


def make_field(name: str, marked: str) -> Field:
    return Field(name, pieces(marked))


def old_text(marked: str) -> str:
    return "".join(piece.old for piece in pieces(marked))


def new_text(marked: str) -> str:
    return "".join(piece.new for piece in pieces(marked))


def unit(place: str, text: str, form: Form = Form.PARAGRAPH, depth: int = 0, number: str = "") -> TextUnit:
    """A unit at a place such as 'terugblik.2.0'; every number in it is a figure of the data."""
    spans = tuple(FigureSpan(found.start(), found.end(), "sectorvreemd") for found in re.finditer(r"\d+%", text))
    return TextUnit(f"blok-{place}", f"blok-{place.split('.', maxsplit=1)[0]}", form, text, depth, number, spans)


def kept(place: str, text: str, form: Form = Form.PARAGRAPH, depth: int = 0, number: str = "") -> TextChange:
    same = unit(place, text, form, depth, number)
    return TextChange(Kind.UNCHANGED, (same,), (same,), pieces(text))


def rewritten(place: str, marked: str, likeness: float, form: Form = Form.PARAGRAPH) -> TextChange:
    old, new = unit(place, old_text(marked), form), unit(place, new_text(marked), form)
    return TextChange(Kind.CHANGED, (old,), (new,), pieces(marked), likeness=likeness)


def added(place: str, text: str, form: Form = Form.PARAGRAPH, depth: int = 0, number: str = "") -> TextChange:
    return TextChange(
        Kind.ADDED, (), (unit(place, text, form, depth, number),), (Piece(Op.ADDED, "", text),), likeness=0
    )


def removed(place: str, text: str, form: Form = Form.PARAGRAPH, depth: int = 0, number: str = "") -> TextChange:
    gone = (unit(place, text, form, depth, number),)
    return TextChange(Kind.REMOVED, gone, (), (Piece(Op.REMOVED, text, ""),), likeness=0)


OLD = Side(
    "Regioplan 2023/2024 GGZ Rotterdam",
    "2023/2024",
    Origin.CONTENT,
    "2023-2024/ggz/rotterdam.md",
    "2023-2024",
    "ggz",
    "rotterdam",
    "Rotterdam",
    example=True,
)
NEW = Side(
    "Regioplan 2024/2025 GGZ Rotterdam",
    "2024/2025",
    Origin.PLAN,
    "regioplan-ggz-rotterdam-2024-2025.pdf",
    "2024-2025",
    "ggz",
    "rotterdam",
    "Rotterdam",
    example=True,
)
FOREIGN_SIDE = Side("scan-regioplan.pdf", "scan-regioplan.pdf", Origin.FOREIGN, "scan-regioplan.pdf")

_MOVED_TEXT = "De stuurgroep bestaat uit het zorgkantoor en drie grote aanbieders."
_CROSSED_TEXT = "Samergo ondersteunt de partijen."
_SPLIT = "We maken een kaart van het aanbod[-, en daarna -]{+. +}{+\n+}{+Daarna +}werken we een plaatsingstafel uit."
_MERGED = "Er is weinig personeel.[-\n-]{+ +}De vraag wordt complexer."

BLOCKS = (
    BlockChange(
        Kind.CHANGED,
        "blok-wat-valt-op",
        "blok-wat-valt-op",
        make_field("kop", "Wat valt op in deze regio?"),
        Match.ID,
        (
            kept("wat-valt-op.0", "De regio bestaat uit drie gemeenten."),
            rewritten("wat-valt-op.1", "Het gaat om ongeveer [-14% -]{+12% +}van de klanten.", 0.88),
            rewritten(
                "wat-valt-op.2", "Er [-wonen veel -]{+leven nu meer +}mensen in <em>nood</em> & zonder huis.", 0.7
            ),
            added("wat-valt-op.3", "De kosten per klant zijn relatief laag."),
        ),
        0.8,
        place="zijkolom",
    ),
    BlockChange(
        Kind.CHANGED,
        "blok-samenwerking",
        "blok-samenwerking",
        make_field("kop", "[-Samenwerking met partners -]{+Regionale afstemming +}in de regio"),
        Match.ALIAS,
        (
            removed("samenwerking.0", "In 2023 besluiten we hoe andere sectoren aansluiten."),
            TextChange(
                Kind.MOVED,
                (unit("samenwerking.2", _MOVED_TEXT),),
                (unit("samenwerking.0", _MOVED_TEXT),),
                pieces(_MOVED_TEXT),
                moved=True,
            ),
            TextChange(
                Kind.CHANGED,
                (unit("samenwerking.3", "Zij komen elk jaar bijeen."),),
                (unit("samenwerking.1", "Zij komen elke maand bijeen."),),
                pieces("Zij komen [-elk jaar -]{+elke maand +}bijeen."),
                moved=True,
                likeness=0.6,
            ),
        ),
        0.6,
        moved=True,
        gone_to=(("blok-samenwerking.1", "blok-ontwikkelingen"),),
        place="kolommen",
    ),
    BlockChange(
        Kind.CHANGED,
        "blok-knelpunten",
        "blok-ontwikkelingen",
        make_field("kop", "[-Knelpunten-]{+Ontwikkelingen+}"),
        Match.LIKENESS,
        (
            rewritten("ontwikkelingen.0", "[-Passend wonen-]{+Passende zorg+}", 0.4, Form.SUBHEADING),
            rewritten("ontwikkelingen.1", "Drie [-wensen -]{+doelen +}staan centraal:", 0.75, Form.LEAD_IN),
            kept("ontwikkelingen.2.0", "complexe zorg organiseren;", Form.ITEM, 1, "1."),
            kept("ontwikkelingen.2.0.1.0", "ook voor ouderen.", Form.ITEM, 2),
            TextChange(
                Kind.MERGED,
                (
                    unit("knelpunten.1.0", "Er is weinig personeel.", Form.ITEM, 1),
                    unit("knelpunten.1.1", "De vraag wordt complexer.", Form.ITEM, 1),
                ),
                (unit("ontwikkelingen.3", "Er is weinig personeel. De vraag wordt complexer."),),
                pieces(_MERGED),
                likeness=0.95,
            ),
            TextChange(
                Kind.MOVED,
                (unit("samenwerking.1", _CROSSED_TEXT),),
                (unit("ontwikkelingen.4", _CROSSED_TEXT),),
                pieces(_CROSSED_TEXT),
                moved=True,
            ),
        ),
        0.5,
        place="kolommen",
    ),
    BlockChange(
        Kind.REMOVED,
        "blok-terugblik",
        "",
        Field("kop", (Piece(Op.REMOVED, "Terugblik", ""),)),
        Match.NONE,
        (
            removed("terugblik.0.0", "Werksessie data.", Form.ITEM, 1, "1."),
            removed("terugblik.0.0.1", "we houden aandacht voor data.", Form.OUTCOME, 1),
        ),
        0,
        place="kolommen",
    ),
    BlockChange(
        Kind.CHANGED,
        "blok-actielijnen",
        "blok-actielijnen",
        make_field("kop", "[-Actielijnen 2023-]{+Focus in 2024+}"),
        Match.ALIAS,
        (
            TextChange(
                Kind.SPLIT,
                (unit("actielijnen.0", old_text(_SPLIT)),),
                (
                    unit("actielijnen.0", "We maken een kaart van het aanbod. "),
                    unit("actielijnen.1", "Daarna werken we een plaatsingstafel uit."),
                ),
                pieces(_SPLIT),
                likeness=0.9,
            ),
        ),
        0.9,
        place="paneel",
    ),
    BlockChange(
        Kind.ADDED,
        "",
        "blok-projecten",
        Field("kop", (Piece(Op.ADDED, "", "Projecten in de regio uitgelicht"),)),
        Match.NONE,
        (
            added("projecten.0", "Taskforce complexe casuïstiek", Form.SUBHEADING),
            added("projecten.1", "Het zorgkantoor belegt een overleg als er geen passende zorg te vinden is."),
        ),
        0,
        place="kolommen",
    ),
    BlockChange(
        Kind.MOVED,
        "blok-colofon",
        "blok-colofon",
        make_field("kop", "Meer weten?"),
        Match.ID,
        (kept("colofon.0", "Kijk op de website."),),
        moved=True,
        place="zijkolom",
    ),
)
"""Blocks: changed, renamed, recognised by likeness, gone, split, new, only moved."""


def value(number: float | None, unit_: Unit = Unit.COUNT, decimals: int = 0, *, source: str = "Regioanalyse") -> Value:
    """A figure; a source EXAMPLE makes it an example, no number makes it withheld."""
    return Value(number, unit_, decimals, source, withheld=number is None)


DEFINITIONS = (
    DefinitionChange(
        Kind.CHANGED,
        "leeswijzer-locaties",
        "leeswijzer-locaties",
        (
            make_field("naam", "[-Intramurale locaties-]{+Locaties per klant+}"),
            make_field("bron", "Declaratiegegevens[-, Zorgatlas-]"),
            make_field("peildatum", "[-januari 2023-]{+1 januari 2024+}"),
            make_field("toelichting", "Op één postcode wonen [-meer dan twee -]{+minstens 5 +}klanten."),
            make_field("nb", ""),
            make_field("regioanalyse", "[-13, 19-]{+1+}"),
        ),
        ("de bron is anders", "de peildatum is anders", "de toelichting is anders"),
        ("locaties_per_1000",),
    ),
    DefinitionChange(
        Kind.UNCHANGED,
        "leeswijzer-klanten",
        "leeswijzer-klanten",
        (
            make_field("naam", "Aantal GGZ-klanten"),
            make_field("bron", "Declaratiegegevens"),
            make_field("peildatum", "1 januari 2023"),
            make_field("toelichting", "Iedere klant telt mee."),
            make_field("nb", ""),
            make_field("regioanalyse", "11, 17"),
        ),
        indicators=("klanten_per_10000", "ggz_klanten"),
    ),
    DefinitionChange(
        Kind.ADDED,
        "",
        "leeswijzer-kosten",
        (
            make_field("naam", "{+Kosten per klant+}"),
            make_field("bron", "{+Declaraties+}"),
            make_field("peildatum", "{+1 januari 2023 t/m 31 december 2023+}"),
            make_field("toelichting", "{+Wat de zorg voor één klant in een jaar kost.+}"),
            make_field("nb", "{+Met meerzorg.+}"),
            make_field("regioanalyse", "{+1, 6+}"),
        ),
        indicators=("kosten_per_klant",),
    ),
    DefinitionChange(
        Kind.REMOVED,
        "leeswijzer-sectorvreemd",
        "",
        (
            make_field("naam", "[-Sectorvreemde zorg-]"),
            make_field("bron", "[-Declaratiegegevens-]"),
            make_field("peildatum", "[-januari 2023-]"),
            make_field("toelichting", "[-Klanten zijn verdeeld naar segment.-]"),
            make_field("nb", ""),
            make_field("regioanalyse", "[-32-]"),
        ),
        indicators=("sectorvreemd",),
    ),
)
"""Definitions: changed so that figures can't be compared, unchanged, new, gone."""

_2023, _2024 = Period(2023), Period(2024)

FIGURES = (
    FigureChange(
        "ggz_klanten",
        "GGZ-klanten",
        "",
        Unit.COUNT,
        Course.RISEN,
        value(1218),
        value(1326),
        _2023,
        _2024,
        "1.218",
        "1.326",
        "+108",
        "(+8,9%)",
        108.0,
        definition="definitie-klanten",
        weight=0.6,
    ),
    FigureChange(
        "klanten_per_10000",
        "GGZ-klanten per 10.000 inwoners",
        "",
        Unit.PER_10000,
        Course.RISEN,
        value(16, Unit.PER_10000, 1),
        value(17.1, Unit.PER_10000, 1),
        _2023,
        _2024,
        "16,0",
        "17,1",
        "+1,1",
        "",
        1.1,
        "16,0",
        "15,5",
        "−0,5",
        (Revision(Period(2022), "15,0", "15,2", "+0,2"),),
        "definitie-klanten",
        0.8,
        benchmark_change=-0.5,
    ),
    FigureChange(
        "leveringsvorm",
        "Leveringsvorm van GGZ-klanten",
        "MPT",
        Unit.PERCENT,
        Course.FALLEN,
        value(18, Unit.PERCENT),
        value(15, Unit.PERCENT, source=EXAMPLE),
        _2023,
        _2024,
        "18%",
        "15%",
        "−3\u00a0procentpunt",
        "",
        -3.0,
        weight=0.4,
    ),
    FigureChange(
        "leveringsvorm",
        "Leveringsvorm van GGZ-klanten",
        "PGB",
        Unit.PERCENT,
        Course.SAME,
        value(13, Unit.PERCENT),
        value(13, Unit.PERCENT),
        _2023,
        _2024,
        "13%",
        "13%",
        "0\u00a0procentpunt",
        "",
        0.0,
    ),
    FigureChange(
        "locaties_per_1000",
        "Locaties per 1.000 GGZ-klanten",
        "",
        Unit.PER_1000,
        Course.NOT_COMPARABLE,
        value(66, Unit.PER_1000),
        value(48, Unit.PER_1000, source=EXAMPLE),
        _2023,
        _2024,
        "66",
        "48",
        benchmark_old="46",
        benchmark_new="36",
        definition="definitie-locaties",
        weight=0.9,
        reasons=("de bron is anders", "de peildatum is anders", "de toelichting is anders"),
    ),
    FigureChange(
        "wachtlijst",
        "Wachtlijst",
        "Urgent of actief plaatsen",
        Unit.COUNT,
        Course.WITHHELD,
        value(14),
        value(None),
        Period(2023, 2),
        Period(2024, 2),
        "14",
        "te klein",
    ),
    FigureChange(
        "wachtlijst",
        "Wachtlijst",
        "Wacht op voorkeur",
        Unit.COUNT,
        Course.UNKNOWN,
        value(31),
        Value(None, Unit.COUNT),
        Period(2023, 2),
        Period(2024, 2),
        "31",
        "onbekend",
    ),
    FigureChange(
        "kosten_per_klant",
        "Kosten per klant",
        "",
        Unit.EURO,
        Course.NEW,
        None,
        value(45_979, Unit.EURO),
        None,
        _2023,
        "",
        "€\u00a045.979",
        benchmark_new="€\u00a053.840",
        definition="definitie-kosten",
        weight=0.3,
    ),
    FigureChange(
        "sectorvreemd",
        "Klanten bij een sectorvreemde aanbieder",
        "",
        Unit.PERCENT,
        Course.GONE,
        value(14, Unit.PERCENT),
        None,
        _2023,
        None,
        "14%",
        "",
        benchmark_old="20%",
        definition="definitie-sectorvreemd",
        weight=0.3,
    ),
)
"""Figures: one of every course, with a revision, an example and a benchmark that moved the other way."""

CHARTS = (
    ChartChange(
        Kind.CHANGED,
        "grafiek-klanten",
        "grafiek-klanten",
        (
            make_field("bevinding", "Rotterdam heeft [-minder -]{+meer +}klanten dan gemiddeld"),
            make_field("titel", "GGZ-klanten"),
            make_field("eenheid", "per 10.000 inwoners, [-2023-]{+2024+}"),
            make_field("titel tweede grafiek", ""),
            make_field("voetnoot", "{+2024: t/m 1 mei+}"),
        ),
        "lager",
        "hoger",
        turned=True,
    ),
    ChartChange(
        Kind.CHANGED,
        "grafiek-locaties",
        "grafiek-locaties",
        (
            make_field("bevinding", "Rotterdam heeft relatief [-veel -]{+weinig +}locaties"),
            make_field("titel", "Locaties"),
            make_field("eenheid", "per 1.000 klanten"),
            make_field("titel tweede grafiek", ""),
            make_field("voetnoot", ""),
        ),
        "hoger",
        "lager",
        comparable=False,
    ),
    ChartChange(
        Kind.UNCHANGED,
        "grafiek-leveringsvormen",
        "grafiek-leveringsvormen",
        (
            make_field("bevinding", "Het aandeel zorg in eigen omgeving blijft gelijk"),
            make_field("titel", "Leveringsvorm van GGZ-klanten"),
            make_field("eenheid", "% van klanten"),
            make_field("titel tweede grafiek", "Profielen, %"),
            make_field("voetnoot", ""),
        ),
        "gelijk",
        "gelijk",
    ),
    ChartChange(
        Kind.ADDED,
        "",
        "grafiek-kosten",
        (
            make_field("bevinding", "{+De kosten per klant zijn laag+}"),
            make_field("titel", "{+Kosten per klant+}"),
            make_field("eenheid", "{+euro+}"),
            make_field("titel tweede grafiek", ""),
            make_field("voetnoot", ""),
        ),
        new_outcome="lager",
    ),
    ChartChange(
        Kind.REMOVED,
        "grafiek-sectorvreemd",
        "",
        (
            make_field("bevinding", "[-Weinig klanten bij een sectorvreemde aanbieder-]"),
            make_field("titel", "[-Sector van de aanbieder-]"),
            make_field("eenheid", "[-%-]"),
            make_field("titel tweede grafiek", ""),
            make_field("voetnoot", ""),
        ),
        old_outcome="lager",
    ),
)

KEY_FIGURES = (
    KeyFigureChange(
        Kind.CHANGED,
        "kerncijfer-klanten_per_10000",
        "kerncijfer-klanten_per_10000",
        (
            make_field("waarde", "[-16,0-]{+17,1+}"),
            make_field("naam", "GGZ-klanten per 10.000 inwoners"),
            make_field("vergelijking", "[-evenveel als -]{+meer dan +}gemiddeld: [-16,0-]{+15,5+}"),
        ),
        "cijfer-klanten_per_10000",
    ),
    KeyFigureChange(
        Kind.UNCHANGED,
        "kerncijfer-inwoners",
        "kerncijfer-inwoners",
        (
            make_field("waarde", "761.562"),
            make_field("naam", "inwoners"),
            make_field("vergelijking", "drie gemeenten"),
        ),
    ),
    KeyFigureChange(
        Kind.ADDED,
        "",
        "kerncijfer-kosten",
        (
            make_field("waarde", "{+€ 45.979+}"),
            make_field("naam", "{+kosten per klant+}"),
            make_field("vergelijking", "{+alle regio’s gemiddeld € 53.840+}"),
        ),
        "cijfer-kosten_per_klant",
    ),
    KeyFigureChange(
        Kind.REMOVED,
        "kerncijfer-sectorvreemd",
        "",
        (
            make_field("waarde", "[-14%-]"),
            make_field("naam", "[-bij een sectorvreemde aanbieder-]"),
            make_field("vergelijking", "[-relatief weinig: 20%-]"),
        ),
        "cijfer-sectorvreemd",
    ),
)

HIGHLIGHTS = (
    Highlight(
        About.DEFINITION,
        "Locaties per 1.000 GGZ-klanten is niet te vergelijken: de bron, de peildatum en de toelichting zijn anders.",
        0.95,
        "definitie-locaties",
    ),
    Highlight(
        About.FINDING,
        "De bevinding bij ‘GGZ-klanten’ is omgeslagen: van ‘lager’ naar ‘hoger’.",
        0.9,
        "bevinding-klanten",
    ),
    Highlight(
        About.FIGURE,
        "GGZ-klanten per 10.000 inwoners steeg van 16,0 naar 17,1 (+1,1); het gemiddelde daalde van 16,0 naar 15,5.",
        0.8,
        "cijfer-klanten_per_10000",
    ),
    Highlight(About.TEXT, "Het blok ‘Projecten in de regio uitgelicht’ is nieuw.", 0.7, "tekst-projecten"),
    Highlight(About.TEXT, "Het blok ‘Terugblik’ is vervallen.", 0.7, "tekst-terugblik"),
)

PLAN = PlanChanges(
    OLD,
    NEW,
    HIGHLIGHTS,
    KEY_FIGURES,
    CHARTS,
    BLOCKS,
    FIGURES,
    DEFINITIONS,
    ("Beide plannen bevatten voorbeeldcijfers; een verschil tussen zulke cijfers zegt niets over de regio.",),
)
"""One of every kind of change."""

FOREIGN = PlanChanges(
    FOREIGN_SIDE,
    NEW,
    (Highlight(About.TEXT, "Het blok ‘Projecten in de regio uitgelicht’ is nieuw.", 0.7, "tekst-projecten"),),
    (),
    (),
    BLOCKS,
    (),
    (),
    ("Cijfers, definities en bevindingen zijn niet vergeleken: ‘scan-regioplan.pdf’ is een PDF zonder bron.",),
    figures_compared=False,
)
"""The old side is a PDF without its source: texts only."""

SAME = PlanChanges(
    OLD,
    replace(OLD, file="kopie.md"),
    (),
    (KEY_FIGURES[1],),
    (CHARTS[2],),
    (
        BlockChange(
            Kind.UNCHANGED,
            "blok-colofon",
            "blok-colofon",
            make_field("kop", "Meer weten?"),
            Match.ID,
            (kept("colofon.0", "Kijk op de website."),),
            place="zijkolom",
        ),
    ),
    (FIGURES[3],),
    (DEFINITIONS[1],),
)
"""Two plans that say the same."""

_UTRECHT = {"region": "utrecht", "region_title": "Utrecht", "origin": Origin.CONTENT}

UTRECHT = replace(
    PLAN,
    old=replace(OLD, label="Regioplan 2023/2024 GGZ Utrecht", file="2023-2024/ggz/utrecht.md", **_UTRECHT),
    new=replace(NEW, label="Regioplan 2024/2025 GGZ Utrecht", file="2024-2025/ggz/utrecht.md", **_UTRECHT),
    blocks=(*SAME.blocks, BLOCKS[5]),
    figures=FIGURES[2:4],
    charts=CHARTS[2:4],
    highlights=HIGHLIGHTS[3:4],
)

EDITION = EditionChanges(
    Side("Regioplan 2023/2024 GGZ", "2023/2024", Origin.CONTENT, "2023-2024/ggz", "2023-2024", "ggz", example=True),
    Side("Regioplan 2024/2025 GGZ", "2024/2025", Origin.CONTENT, "2024-2025/ggz", "2024-2025", "ggz", example=True),
    (PLAN, UTRECHT),
    (RegionWeight("rotterdam", "Rotterdam", 0.62, 6), RegionWeight("utrecht", "Utrecht", 0.31, 1)),
    (
        Everywhere(About.TEXT, "Het blok ‘Projecten in de regio uitgelicht’ is overal nieuw.", 2),
        Everywhere(About.DEFINITION, "De definitie ‘Kosten per klant’ is overal nieuw.", 2),
    ),
    (CarriedOver("utrecht", "Utrecht", "blok-colofon", "Meer weten?", 4),),
    (("zwolle", "Zwolle"),),
    (("apeldoorn", "Apeldoorn"),),
)
"""Two regions that both editions have, one that is gone and one that is new."""
