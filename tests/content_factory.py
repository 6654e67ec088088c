"""A small but whole content folder, to be changed by a test in the one place it is about.

content = write_content(tmp_path / "content")
content = write_content(tmp_path / "content", edition=EDITION.replace("minimum = 10", "minimum = 0"))
content = write_content(tmp_path / "content", figures=change_figure("rotterdam;klanten;2023;;", "1.451"))
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SLUG = "2023-2024"
SECTOR = "ggz"

REGIONS = """\
code;naam;slug;aliassen;zorgkantoor;kolom;rij
ZK20;Rotterdam;rotterdam;Rotterdam e.o., Rijnmond;Zilveren Kruis;2;4
ZK21;Utrecht;utrecht;Utrecht stad;Zilveren Kruis;4;3
"""

MUNICIPALITIES = """\
regio;gemeente;geldig_vanaf;geldig_tot;bron
rotterdam;Rotterdam;;;CBS
rotterdam;Krimpen aan den IJssel;;;CBS
utrecht;Utrecht;;;CBS
utrecht;Vianen;;2018-12-31;CBS
utrecht;Vijfheerenlanden;2019-01-01;;CBS
"""

THEME = """\
[zorgkantoor]
naam = "Zorgkantoor"
url = "https://example.nl/zorgkantoor"
"""

EDITION = """\
[editie]
titel = "Regioplan 2023/2024"
sector_kort = "GGZ"
sector_titel = "langdurige GGZ (Wlz)"
peildatum = 2023-01-01
gepubliceerd = 2023-06-01
referentie = "zilveren-kruis"
referentie_naam = "alle Zilveren Kruis-regio's"
referentie_kort = "ZK"
trefwoorden = ["regioplan", "Wlz"]

[pagina1]
titel = "Cijfers en beeld van de regio"
detail = "peildatum 1 januari 2023"
grafieken_kop = "Huidige vraagontwikkeling"
grafiekkolommen = 2

[pagina2]
titel = "Samenwerking, knelpunten en actielijnen"
detail = "terugblik 2022, vooruitblik 2023"

[privacy]
minimum = 10

[analyses]
tekst = "Alle regioanalyses"
url = "https://example.nl/analyses"

[afkortingen]
Wlz = "Wet langdurige zorg"
"V&V" = "verpleging en verzorging"

[[blok]]
id = "wat-valt-op"
kop = "Wat valt op in deze regio?"
plaats = "zijkolom"

[[blok]]
id = "samenwerking"
kop = "Samenwerking met partners in de regio"
plaats = "kolommen"
aliassen = ["Regionale afstemming"]

[[blok]]
id = "projecten"
kop = "Projecten"
plaats = "kolommen"
verplicht = false

[[blok]]
id = "actielijnen"
kop = "Actielijnen 2023"
plaats = "paneel"

[[indicator]]
id = "klanten"
eenheid = "aantal"
telt = "personen"
leeswijzer = "klanten"

[[indicator]]
id = "leveringsvorm"
eenheid = "%"
telt = "personen"
basis = "klanten"
som = "som"
leeswijzer = "leveringsvormen"
categorieen = ["Intramuraal", "MPT", "PGB"]

[[indicator]]
id = "locaties_per_1000"
eenheid = "per 1.000"
leeswijzer = "locaties"

[[kerncijfer]]
indicator = "klanten"
label = "GGZ-klanten"

[[kerncijfer]]
indicator = "locaties_per_1000"
label = "locaties per 1.000 GGZ-klanten"
detail = "{bevinding}"
bevinding.regel = "vergelijking"
bevinding.zinnen.hoger = "relatief veel: {referentie_naam} samen {referentie}"
bevinding.zinnen.lager = "relatief weinig: {referentie_naam} samen {referentie}"
bevinding.zinnen.vergelijkbaar = "vergelijkbaar: {referentie_naam} samen {referentie}"

[[grafiek]]
id = "leveringsvormen"
soort = "gestapeld"
indicatoren = ["leveringsvorm"]
titel = "Leveringsvorm van GGZ-klanten"
eenheid = "% van klanten, januari"
perioden = ["2022", "2023"]
bevinding.regel = "ontwikkeling-groep"
bevinding.groep = ["MPT", "PGB"]

[grafiek.bevinding.zinnen]
toegenomen = "Zorg in eigen omgeving is in {regio} toegenomen, vooral {vooral}"
gelijk = "Zorg in eigen omgeving is in {regio} gelijk gebleven"
gedaald = "Zorg in eigen omgeving is in {regio} gedaald, vooral {vooral}"

[[leeswijzer]]
id = "klanten"
naam = "Aantal GGZ-klanten"
bron = "Declaratiegegevens"
peildatum = "januari 2023"
toelichting = "Iedere klant met een geldige indicatie telt mee."
regioanalyse = [11, 17]

[[leeswijzer]]
id = "leveringsvormen"
naam = "Verhouding tussen leveringsvormen"
bron = "Declaratiegegevens"
peildatum = "januari 2022 en 2023"
toelichting = "Het type zorg volgt uit de prestatiecodes."
nb = "Kleine groepen worden niet getoond."
regioanalyse = [13]

[[leeswijzer]]
id = "locaties"
naam = "Intramurale locaties"
bron = "Zorgatlas"
peildatum = "januari 2023"
toelichting = "Een locatie telt mee als er klanten wonen."
"""

FIGURES = """\
regio;indicator;periode;categorie;waarde;eenheid;herkomst
rotterdam;klanten;2022;;1100;aantal;voorbeeld
rotterdam;klanten;2023;;1200;aantal;Regioplan
rotterdam;leveringsvorm;2022;Intramuraal;68;%;voorbeeld
rotterdam;leveringsvorm;2022;MPT;15;%;voorbeeld
rotterdam;leveringsvorm;2022;PGB;17;%;voorbeeld
rotterdam;leveringsvorm;2023;Intramuraal;65;%;voorbeeld
rotterdam;leveringsvorm;2023;MPT;20;%;voorbeeld
rotterdam;leveringsvorm;2023;PGB;15;%;voorbeeld
rotterdam;locaties_per_1000;2023;;66;per 1.000;Regioplan
utrecht;klanten;2022;;900;aantal;voorbeeld
utrecht;klanten;2023;;950;aantal;voorbeeld
utrecht;leveringsvorm;2022;Intramuraal;70;%;voorbeeld
utrecht;leveringsvorm;2022;MPT;14;%;voorbeeld
utrecht;leveringsvorm;2022;PGB;16;%;voorbeeld
utrecht;leveringsvorm;2023;Intramuraal;70,5;%;voorbeeld
utrecht;leveringsvorm;2023;MPT;14;%;voorbeeld
utrecht;leveringsvorm;2023;PGB;15,5;%;voorbeeld
utrecht;locaties_per_1000;2023;;40;per 1.000;voorbeeld
zilveren-kruis;klanten;2023;;12000;aantal;voorbeeld
zilveren-kruis;leveringsvorm;2022;Intramuraal;72;%;voorbeeld
zilveren-kruis;leveringsvorm;2022;MPT;12;%;voorbeeld
zilveren-kruis;leveringsvorm;2022;PGB;16;%;voorbeeld
zilveren-kruis;leveringsvorm;2023;Intramuraal;70;%;voorbeeld
zilveren-kruis;leveringsvorm;2023;MPT;14;%;voorbeeld
zilveren-kruis;leveringsvorm;2023;PGB;16;%;voorbeeld
zilveren-kruis;locaties_per_1000;2023;;46;per 1.000;Regioplan
"""

TEXT = """\
## Wat valt op in deze regio?

In deze regio zijn {{ locaties_per_1000 }} locaties per 1.000 klanten.

## Samenwerking met partners in de regio

Partners overleggen **twee keer** per jaar. Zie [de analyses](https://example.nl/analyses).

- Een eerste afspraak
- Een tweede afspraak

## Actielijnen 2023

Hier zetten we op in:

1. Meer zorg thuis
2. Kortere wachtlijsten
"""


def write_content(
    root: Path,
    *,
    edition: str = EDITION,
    figures: str | bytes | None = FIGURES,
    texts: Mapping[str, str | bytes] | None = None,
    regions: str = REGIONS,
    municipalities: str = MUNICIPALITIES,
    theme: str = THEME,
    slug: str = SLUG,
    sector: str = SECTOR,
) -> Path:
    """Write a content folder with one edition and give it back; bytes are written as they are.

    texts: Markdown by region slug, by default one for each of the two regions.
    """
    folder = root / slug / sector
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[Path, str | bytes | None] = {
        root / "regios.csv": regions,
        root / "gemeenten.csv": municipalities,
        root / "thema.toml": theme,
        folder / "editie.toml": edition,
        folder / "cijfers.csv": figures,
    }
    for region, text in (texts if texts is not None else {"rotterdam": TEXT, "utrecht": TEXT}).items():
        files[folder / f"{region}.md"] = text
    for path, data in files.items():
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def change_figure(row: str, value: str, figures: str = FIGURES) -> str:
    """The figures with another value in the one row that starts with `row`."""
    lines = figures.splitlines()
    places = [place for place, line in enumerate(lines) if line.startswith(row)]
    if len(places) != 1:
        raise ValueError(f"{len(places)} rows start with '{row}'")
    rest = lines[places[0]][len(row) :].split(";", 1)[1]
    lines[places[0]] = f"{row}{value};{rest}"
    return "\n".join(lines) + "\n"


def line_of(text: str, start: str) -> int:
    """The 1-based line of the first line that starts with `start`."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(start))
