"""A region's Markdown: what it becomes, and what it may not hold."""

from __future__ import annotations

import pytest

from content_factory import EDITION, write_content
from regioplan_pdf.errors import Problems, Severity
from regioplan_pdf.load.edition import load_edition
from regioplan_pdf.load.text import load_region_text
from regioplan_pdf.model.text import Expression, ListBlock, ListItem, Paragraph, Role, Run, Subheading

FILE = "2023-2024/ggz/rotterdam.md"


def load(root, text, severity=Severity.ERROR):
    content = write_content(root, edition=EDITION, texts={"rotterdam": text})
    edition = load_edition(content / "2023-2024" / "ggz", content, Problems())
    problems = Problems()
    read = load_region_text(content / FILE, content, edition, problems)
    return read, [(p.located(), p.message, p.hint) for p in problems.found() if p.severity is severity]


def blocks_of(root, body, heading="Projecten"):
    read, problems = load(root, f"## {heading}\n\n{body}\n")
    assert problems == []
    return read.blocks[0].blocks


def test_blocks_are_matched_by_title_and_alias(tmp_path):
    read, problems = load(
        tmp_path, "## wat  valt op in deze Regio?\n\nA\n\n## Regionale afstemming\n\nB\n\n## Nieuw\n\nC\n"
    )
    assert problems == []
    assert [(block.id, block.title, block.line) for block in read.blocks] == [
        ("wat-valt-op", "wat valt op in deze Regio?", 1),
        ("samenwerking", "Regionale afstemming", 5),
        ("", "Nieuw", 9),
    ]
    assert (read.region, read.file) == ("rotterdam", FILE)


def test_runs_of_a_paragraph(tmp_path):
    [paragraph] = blocks_of(tmp_path, "Een **vet** en *schuin*\nmet [een link](https://a.nl/b_c) &amp; {{ a * b_c }}.")
    assert paragraph == Paragraph(
        (
            Run("Een "),
            Run("vet", bold=True),
            Run(" en "),
            Run("schuin", italic=True),
            Run(" met "),
            Run("een link", link="https://a.nl/b_c"),
            Run(" & "),
            Expression("a * b_c", 4),
            Run("."),
        ),
        line=3,
    )


def test_expressions_are_never_markdown(tmp_path):
    [paragraph] = blocks_of(tmp_path, '**{{ 100 * a["x_y", "2021"] * b }}** en {{ c\n/ d }} en\n{{ e }}')
    sources = [(run.source, run.line, run.bold) for run in paragraph.runs if isinstance(run, Expression)]
    assert sources == [('100 * a["x_y", "2021"] * b', 3, True), ("c / d", 3, False), ("e", 5, False)]


def test_lists_are_nested_once(tmp_path):
    [found] = blocks_of(tmp_path, "3. een\n4. twee\n   - twee a\n   - twee b")
    assert found == ListBlock(
        (
            ListItem((Paragraph((Run("een"),), line=3),)),
            ListItem(
                (
                    Paragraph((Run("twee"),), line=4),
                    ListBlock(
                        (
                            ListItem((Paragraph((Run("twee a"),), line=5),)),
                            ListItem((Paragraph((Run("twee b"),), line=6),)),
                        ),
                        line=5,
                    ),
                )
            ),
        ),
        ordered=True,
        start=3,
        line=3,
    )


@pytest.mark.parametrize(
    "outcome", ["Uitkomst: er is *meer* plek", "**Uitkomst:** er is *meer* plek", "uitkomst : er is *meer* plek"]
)
def test_outcome_in_a_list_item(tmp_path, outcome):
    [found] = blocks_of(tmp_path, f"- Een project\n\n  {outcome}\n")
    assert found.items[0].blocks[1] == Paragraph(
        (Run("er is "), Run("meer", italic=True), Run(" plek")), Role.OUTCOME, line=5
    )


def test_outcome_of_a_figure(tmp_path):
    [found] = blocks_of(tmp_path, "- Een project\n\n  Uitkomst: {{ klanten }} klanten\n")
    assert found.items[0].blocks[1].runs == (Expression("klanten", 5), Run(" klanten"))


def test_outcome_without_an_empty_line_is_warned_of(tmp_path):
    _, problems = load(tmp_path, "## Projecten\n\n- Een project.\n  Uitkomst: klaar\n", Severity.WARNING)
    [(place, message, hint)] = problems
    assert place == f"{FILE}:3"
    assert "'Uitkomst:' stands in the middle of a paragraph" in message
    assert "empty line" in hint


@pytest.mark.parametrize("item", ["- Een project.", "1. Een project", "- Een project\n  - met een deel"])
@pytest.mark.parametrize("outcome", ["Uitkomst: klaar", " **Uitkomst:** {{ klanten }} klanten"])
def test_an_outcome_behind_a_list_is_a_warning(tmp_path, item, outcome):
    text = f"## Projecten\n\n{item}\n\n<!-- later -->\n\n{outcome}\n\n- Nog een\n\n  Uitkomst: ook\n"
    _, problems = load(tmp_path, text, Severity.WARNING)
    [(place, message, hint)] = problems
    assert place == f"{FILE}:{text[: text.index(outcome)].count(chr(10)) + 1}"
    assert message == "'Uitkomst:' stands behind the list instead of in an item, so it is printed as ordinary text."
    assert hint == "indent it as far as the item's text"


def test_outcome_outside_a_list_is_ordinary_text(tmp_path):
    _, problems = load(tmp_path, "## Projecten\n\nUitkomst: klaar\n", Severity.WARNING)
    assert problems == []
    [paragraph] = blocks_of(tmp_path, "Uitkomst: klaar")
    assert (paragraph.role, paragraph.runs) == (Role.BODY, (Run("Uitkomst: klaar"),))


@pytest.mark.parametrize("after", ["1. een\n2. twee", "### Thuis\n\nTekst"])
def test_lead_in_of_a_panel(tmp_path, after):
    found = blocks_of(tmp_path, f"We zetten in op:\n\n{after}", heading="Actielijnen 2023")
    assert found[0].role is Role.LEAD_IN


def test_no_lead_in_elsewhere_or_before_text(tmp_path):
    assert blocks_of(tmp_path / "a", "We zetten in op:\n\n- een")[0].role is Role.BODY
    assert blocks_of(tmp_path / "b", "Een.\n\nTwee.", heading="Actielijnen 2023")[0].role is Role.BODY


def test_subheadings_and_comments(tmp_path):
    found = blocks_of(tmp_path, "<!-- nog\nna te gaan -->\n### Een **kop**\n\nTekst\n<!-- weg -->\nnog een alinea")
    assert found == (
        Subheading("Een kop", 5),
        Paragraph((Run("Tekst"),), line=7),
        Paragraph((Run("nog een alinea"),), line=9),
    )


def test_overrides(tmp_path):
    items = "- leveringsvormen: In Rotterdam: {{ a }} *meer* MPT\n- wachtlijst: Kort"
    text = f"## Bevindingen\n\n<!-- eigen zinnen -->\n{items}\n\n## Projecten\n\nA\n"
    read, problems = load(tmp_path, text)
    assert problems == []
    assert read.overrides == {"leveringsvormen": ("In Rotterdam: {{ a }} meer MPT", 4), "wachtlijst": ("Kort", 5)}
    assert [block.id for block in read.blocks] == ["projecten"]


REFUSED = [
    # body under '## Projecten' and an empty line (so from line 3), line, message, hint
    ("![kaart](kaart.png)", 3, "An image can't stand in the text.", "charts come from the figures"),
    ("Een\n<b>vet</b> woord", 4, "HTML can't stand in the text: '<b>'.", "**bold**"),
    ("<div>\nblok\n</div>", 3, "HTML can't stand in the text: '<div>'.", "leave it out"),
    ("<!-- open\n\nTekst", 3, "This comment has no end, so all that follows would be left out.", "'-->'"),
    ("<!-- weg --> Tekst", 3, "HTML can't stand in the text: '<!-- weg --> Tekst'.", "leave it out"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", 3, "A table can't stand in the text.", "'tabel'"),
    ("Een `woord`", 3, "Code between backticks can't stand in the text: 'woord'.", "backticks"),
    ("```\ncode\n```", 3, "A block of code can't stand in the text.", "```"),
    ("    ingesprongen", 3, "This text is indented so far that it is read as code.", "spaces"),
    ("> citaat", 3, "A quotation block can't stand in the text.", "'>'"),
    ("A\n\n***\n\nB", 5, "A rule can't stand in the text.", "headings"),
    ("# Titel", 3, "A heading with # can't stand in the text.", "use ## for a block"),
    ("#### Diep", 3, "A heading with #### can't stand in the text.", "### for a heading inside it"),
    ("Kop\n---", 3, "A line of '-' under a text makes it a heading.", "'## '"),
    ("Kop\n===", 3, "A line of '=' under a text makes it a heading.", "'## '"),
    ("###", 3, "A heading with ### has no text.", "write the heading"),
    ("### Met {{ klanten }}", 3, "A heading can't hold a figure.", "in the text under it"),
    ("### Met [link](https://a.nl)", 3, "A heading can't hold a link.", "in the text under it"),
    ("- a\n\n  ### Kop", 5, "A heading can't stand inside a list.", "end the list"),
    ("- a\n  - b\n    - c", 5, "This list is nested twice.", "a list can hold one list"),
    ("- a\n-\n- c", 4, "This item of a list is empty.", "take it out"),
    ("- a\n\n  Uitkomst:", 5, "There is nothing behind 'Uitkomst:'.", "write the outcome"),
    (
        "Een [link](ftp://a.nl/b)",
        3,
        "The link to 'ftp://a.nl/b' can't be used: it isn't on the web, no mail address and no telephone number.",
        "https://",
    ),
    (
        "Een [link](javascript:alert)",
        3,
        "The link to 'javascript:alert' can't be used: it isn't on the web, no mail address and no telephone number.",
        "mailto:",
    ),
    (
        "Een\n[link](bijlage.pdf)",
        4,
        "The link to 'bijlage.pdf' can't be used: it isn't on the web, no mail address and no telephone number.",
        "#",
    ),
    (
        "Een [link]()",
        3,
        "The link to '' can't be used: it isn't on the web, no mail address and no telephone number.",
        "https://",
    ),
    ("Een [link](https://)", 3, "The link to 'https://' can't be used: it has no name of a website.", "https://"),
    ("Een [link](mailto:jan)", 3, "The link to 'mailto:jan' can't be used: it has no mail address in it.", "mailto:"),
    ("Een [link](https://.)", 3, "The link to 'https://.' can't be used: it has no sound name of a website: '.'.", ""),
    (
        "Een [link](https://a.nl/50%)",
        3,
        "The link to 'https://a.nl/50%' can't be used: it has a % that isn't followed by two hexadecimal digits.",
        "",
    ),
    (
        "Een [link](<https://a.nl/b c>)",
        3,
        "The link to 'https://a.nl/b c' can't be used: it has a space or an invisible character in it.",
        "",
    ),
    (
        "Een [link](https://a.nl/b|c)",
        3,
        "The link to 'https://a.nl/b|c' can't be used: it has a '|' in it, which must be written as %7C.",
        "",
    ),
    (
        "Een\n[ ](https://a.nl)",
        4,
        "The link to 'https://a.nl' has no text, so nobody could find it.",
        "square brackets",
    ),
    ("[](https://a.nl)", 3, "The link to 'https://a.nl' has no text, so nobody could find it.", "square brackets"),
    ("### &nbsp;", 3, "A heading with ### has no text.", "write the heading"),
    ("Een\n{{ klanten", 4, "A figure starts with '{{' but doesn't end with '}}'.", "{{ name_of_indicator }}"),
    ("Een klanten }}", 3, "There is a '}}' without a '{{' before it.", "{{ name_of_indicator }}"),
    ("Een {{ }}", 3, "There is nothing between '{{' and '}}'.", "id of an indicator"),
]


@pytest.mark.parametrize(("body", "line", "message", "hint"), REFUSED)
def test_what_a_text_may_not_hold(tmp_path, body, line, message, hint):
    _, problems = load(tmp_path, f"## Projecten\n\n{body}\n")
    [(place, said, advice)] = problems
    assert (place, said) == (f"{FILE}:{line}", message)
    assert hint in advice


@pytest.mark.parametrize(
    "link",
    [
        *("https://a.nl", "http://a.nl/b?c=d", "mailto:jan@a.nl", "#leveringsvormen", "mailto:jan@a.nl?subject=Vraag"),
        *("HTTPS://A.nl", "http://a", "https://[::1]/", "https://a.nl/é", "https://café.nl", "tel:+31201234567"),
    ],
)
def test_links_that_may_be_used(tmp_path, link):
    [paragraph] = blocks_of(tmp_path, f"[hier]({link})")
    assert paragraph.runs == (Run("hier", link=link),)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "Te vroeg\n\n## Projecten\n\nA\n",
            1,
            "There is text before the first '##' heading, so it belongs to no block.",
        ),
        ("# Rotterdam\n\n## Projecten\n\nA\n", 1, "A heading with # can't stand in the text."),
        ("<!-- alleen dit -->\n", 0, "There is no '##' heading, so there is no text to print."),
        ("## Bevindingen\n\n- zonder dubbele punt\n", 3, "This item of 'Bevindingen' isn't a chart with a sentence."),
        (
            "## Bevindingen\n\nTekst\n\n## Projecten\n\nA\n",
            3,
            "The block 'Bevindingen' holds something that isn't a list.",
        ),
        ("## Bevindingen\n\n- a: b\n- a: c\n", 4, "The chart 'a' has two sentences."),
        ("", 0, "The file 'rotterdam.md' is empty."),
    ],
)
def test_faults_of_the_whole_text(tmp_path, text, line, message):
    _, problems = load(tmp_path, text)
    assert [(place, said) for place, said, _ in problems] == [(f"{FILE}:{line}" if line else FILE, message)]


def test_two_links_to_one_place_in_a_row_are_both_seen(tmp_path):
    [paragraph] = blocks_of(tmp_path, "[hier](https://a.nl)[**en**](https://a.nl)[daar](https://a.nl)")
    assert [run.text for run in paragraph.runs] == ["hier", "en", "daar"]


def test_a_paragraph_of_white_alone_is_left_out(tmp_path):
    assert [block.line for block in blocks_of(tmp_path, "Een\n\n\u00a0\n\nTwee")] == [3, 7]


def test_what_a_sentence_over_a_chart_would_lose_is_told(tmp_path):
    text = "## Bevindingen\n\n- a: Meer [zorg](https://a.nl)\n- b: **Meer** zorg\n"
    read, problems = load(tmp_path, text)
    assert problems == [
        (f"{FILE}:3", "A sentence over a chart can't hold a link.", "put the link in a text block"),
    ]
    _, [(place, message, _)] = load(tmp_path, text, Severity.WARNING)
    assert place == f"{FILE}:4"
    assert message.startswith("A sentence over a chart is printed in one face")
    assert read.overrides["b"] == ("Meer zorg", 4)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cli\u0065\u0308nt", "cliënt"),
        ("cli\u0065&#776;nt", "cliënt"),
        ("verplee\u00adghuis", "verpleeghuis"),
        ("verplee&shy;ghuis", "verpleeghuis"),
        ("zorg\u200b\u2060\ufeffkantoor", "zorgkantoor"),
        ("e\u200b\u0308n", "ën"),
    ],
)
def test_letters_are_composed_and_what_only_steers_lines_is_left_out(tmp_path, typed, read):
    [paragraph] = blocks_of(tmp_path, f"Een {typed}.")
    assert paragraph.runs == (Run(f"Een {read}."),)


def test_windows_1252_is_told_with_its_line(tmp_path):
    read, problems = load(tmp_path, b"## Projecten\r\n\r\nCaf\xe9\r\n")
    assert read.blocks == ()
    assert problems[0][0] == f"{FILE}:3"
    assert "Windows-1252" in problems[0][1]


def test_crlf_and_bom_simply_work(tmp_path):
    read, problems = load(tmp_path, b"\xef\xbb\xbf## Projecten\r\n\r\nEen\r\ntwee\r\n")
    assert problems == []
    assert read.blocks[0].blocks == (Paragraph((Run("Een twee"),), line=3),)
