"""What each line of a text is."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopgraph.ingest.boilerplate import words
from coopgraph.ingest.language import Identify
from coopgraph.ingest.passages import HEADING, Layout, divide
from coopgraph.ingest.raw import RawText, normalise
from coopgraph.model import PassageRole

TITLE, BODY, MENU, CONTACT, FOREIGN, LEFTOVER = PassageRole

HEAD = "Harbour Agency and Ministry of Ports agree on training"
LEAD = (
    "The Harbour Agency and the Ministry of Ports have signed an accord that lets forty pilots "
    "train abroad during the coming five years, the two sides said on Monday."
)
MORE = (
    "The minister thanked the agency for ten years of support to the ports of the country, and "
    "asked for more help with the repair of the lighthouses along the northern coast."
)
SPANISH = (
    "La Agencia Portuaria y el Ministerio de Puertos firmaron un convenio que permitirá a cuarenta "
    "prácticos capacitarse en el extranjero durante los próximos cinco años."
)
BLURB = (
    "la Agencia Portuaria es la organización que desde hace medio siglo mejora los puertos de la región "
    "y capacita a quienes trabajan en ellos, para beneficio de todos sus habitantes."
)


def lay_out(identify: Identify, *lines: str, **stated: str) -> Layout:
    return divide(RawText(text="\n".join(lines), source="a.txt", **stated), identify)  # type: ignore[arg-type]


def roles(identify: Identify, *lines: str) -> list[PassageRole]:
    return [passage.role for passage in lay_out(identify, *lines).passages]


# The whole


text_lines = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                " ",
                "-",
                "\u00a0x\u2003",
                "Home",
                "Home",
                "# T",
                "Media contact:",
                "a@b.example",
                LEAD,
                SPANISH,
            ]
        ),
        st.text(max_size=50),
    ),
    max_size=14,
)


@given(text_lines, st.sampled_from(["\n", "\r\n", "\n\n"]), st.integers(0, 40))
def test_passages_are_the_stripped_lines_sorted_disjoint_and_complete(lines: list[str], end: str, front: int) -> None:
    text = normalise(end.join(lines))
    raw = RawText(text=text, source="a.txt", front=front)
    passages = divide(raw, lambda line: ("es" if "ó" in line else "en", 1.0)).passages
    assert [text[p.start : p.end] for p in passages] == [s for line in text.split("\n") if (s := line.strip())]
    assert all(a.end < b.start for a, b in itertools.pairwise(passages))
    assert sum(p.role is TITLE for p in passages) <= 1


def test_a_plain_release_is_all_its_own(identify: Identify) -> None:
    layout = lay_out(identify, HEAD, "", LEAD, "", "What comes next", MORE)
    assert [p.role for p in layout.passages] == [TITLE, BODY, BODY, BODY]
    assert (layout.title, layout.lang) == (HEAD, "en")


def test_a_bilingual_release_keeps_both_halves_each_in_its_language(identify: Identify) -> None:
    layout = lay_out(identify, HEAD, LEAD, MORE, "Agencia y Ministerio acuerdan capacitación portuaria", SPANISH)
    assert [p.role for p in layout.passages] == [TITLE, BODY, BODY, BODY, BODY]
    assert [p.lang for p in layout.passages] == ["en", "en", "en", "es", "es"]
    assert layout.lang == "en"


def test_a_spanish_half_that_comes_first_stays_too(identify: Identify) -> None:
    layout = lay_out(identify, "Convenio sobre puertos", SPANISH, HEAD, LEAD, MORE)
    assert [p.role for p in layout.passages] == [TITLE, BODY, BODY, BODY, BODY]


def test_a_stated_language_holds(identify: Identify) -> None:
    assert lay_out(identify, "Convenio", lang="es").lang == "es"


# Menus


def test_a_menu_before_the_title_is_dropped_and_its_foreign_blurbs_are_foreign(identify: Identify) -> None:
    lines = [
        *("-", "Quiénes somos", f"Quienes SomosHoy {BLURB}", "Sobre nosotros", "Sobre nosotros"),
        *("-", "Agencia Global", "Agencia Global", "- Datos", "- 2030 Agenda", HEAD, LEAD, MORE),
    ]
    assert roles(identify, *lines) == [
        *(LEFTOVER, MENU, FOREIGN, MENU, MENU),
        *(LEFTOVER, MENU, MENU, MENU, MENU, TITLE, BODY, BODY),
    ]


def test_a_blurb_in_the_documents_language_is_menu(identify: Identify) -> None:
    lines = ["Our ports", f"OUR PORTSHere {LEAD}", "Our boats", "Our boats", HEAD, LEAD]
    assert roles(identify, *lines) == [MENU, MENU, MENU, MENU, TITLE, BODY]


def test_a_short_line_between_two_signs_of_a_menu_is_menu(identify: Identify) -> None:
    lines = ["Ports", "Ports", "Lighthouses", "Boats", "Boats", HEAD, LEAD]
    assert roles(identify, *lines) == [MENU, MENU, MENU, MENU, MENU, TITLE, BODY]


def test_a_long_line_of_the_same_language_among_menu_signs_stays(identify: Identify) -> None:
    lines = ["Ports", "Ports", HEAD, "Boats", "Boats", LEAD]
    assert roles(identify, *lines) == [MENU, MENU, TITLE, MENU, MENU, BODY]


def test_a_paragraph_of_another_language_after_the_menu_is_own_text(identify: Identify) -> None:
    lines = [
        "Ports",
        "Ports",
        "Boats",
        "Boats",
        "Convenio sobre la capacitación portuaria",
        SPANISH,
        HEAD,
        LEAD,
        MORE,
    ]
    assert roles(identify, *lines)[4:] == [TITLE, BODY, BODY, BODY, BODY]


def test_a_title_written_twice_is_kept_once(identify: Identify) -> None:
    assert roles(identify, HEAD, HEAD, LEAD) == [LEFTOVER, TITLE, BODY]
    assert roles(identify, "Port accord signed", "Port accord signed", LEAD) == [LEFTOVER, TITLE, BODY]


def test_bullets_of_known_entries_that_open_a_page_are_menu(identify: Identify) -> None:
    assert roles(identify, "- Home", "- About us", "- Our boats", HEAD, LEAD) == [
        MENU,
        MENU,
        MENU,
        TITLE,
        BODY,
    ]


@pytest.mark.parametrize(
    "items",
    [
        ["- Linking ports with markets.", "- Repair of lighthouses;", "- training of pilots"],
        ["· Ministry of Ports", "· Harbour Agency", "· Union of Pilots"],
        ["1. Training of pilots", "2. Repair of lighthouses"],
    ],
)
def test_items_of_a_list_stay_wherever_they_stand(identify: Identify, items: list[str]) -> None:
    assert set(roles(identify, HEAD, LEAD, *items)[2:]) == {BODY}
    assert set(roles(identify, *items, LEAD)) == {BODY}
    assert set(roles(identify, HEAD, *items, LEAD)[1:]) == {BODY}


def test_entries_of_a_menu_count_at_the_edges_alone(identify: Identify) -> None:
    lines = ["Home", "Newsroom", HEAD, LEAD, "Partnerships", MORE, "Jobs", "Sitemap"]
    assert roles(identify, *lines) == [MENU, MENU, TITLE, BODY, BODY, BODY, MENU, MENU]


@pytest.mark.parametrize(
    "trail",
    [
        "Home > Newsroom > Port accord",
        "Inicio » Noticias » Convenio",
        "Home | Jobs | Contact us",
        "Privacy policy · Terms of use",
    ],
)
def test_a_trail_is_menu(identify: Identify, trail: str) -> None:
    assert roles(identify, trail, HEAD, LEAD) == [MENU, TITLE, BODY]


def test_a_row_of_names_is_no_trail(identify: Identify) -> None:
    assert roles(identify, HEAD, LEAD, "Panama | Costa Rica | Haiti")[2] is BODY


def test_links_that_close_a_page_are_menu_and_teasers_are_sentences(identify: Identify) -> None:
    teaser = f"A new study of the agency says that ports {'and boats ' * 10}need..."
    glued = "AlliancesClimateGenderPortsBoatsPilotsLighthousesTrade" * 3
    lines = [HEAD, LEAD, "Related links", "Pilots of the north", teaser, "TOPICS", glued]
    assert roles(identify, *lines) == [TITLE, BODY, MENU, MENU, BODY, MENU, MENU]


def test_a_section_that_goes_on_with_paragraphs_stays(identify: Identify) -> None:
    assert roles(identify, HEAD, LEAD, "Topics", "Ports and pilots", MORE) == [TITLE, BODY, BODY, BODY, BODY]


def test_a_closing_section_about_the_organization_stays(identify: Identify) -> None:
    assert roles(identify, HEAD, LEAD, "About the Harbour Agency", MORE) == [TITLE, BODY, BODY, BODY]


# Leftovers


@pytest.mark.parametrize(
    "line",
    [
        "File is not found",
        "Skip to main content",
        "Download PDF",
        "↑ Back to top",
        "###",
        "# # #",
        "-",
        "* * *",
        "\u200b",
        "-ENDS-",
        "PRESS RELEASE",
        "Nota de prensa",
        "Share on Facebook",
        "Facebook Twitter LinkedIn WhatsApp",
        "Compartir en Facebook",
        "https://agency.example/accord",
        "¹ www.agency.example/accord",
        "#Ports #Pilots @HarbourAgency",
        "We use cookies to give you the best experience on our website.",
        "Este sitio web utiliza cookies propias y de terceros.",
        "© 2024 Harbour Agency. All rights reserved.",
        "© Harbour Agency / J. Roe",
        "Photo: Harbour Agency",
        "Foto: Agencia Portuaria / J. Pérez",
        "Video Player",
    ],
)
def test_a_line_that_says_nothing_is_a_leftover(identify: Identify, line: str) -> None:
    assert roles(identify, line, HEAD, LEAD) == [LEFTOVER, TITLE, BODY]
    assert roles(identify, HEAD, LEAD, line, MORE) == [TITLE, BODY, LEFTOVER, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the head of the Harbour Agency and the Minister of Ports sign the accord in the capital.",
        "Photographs of the harbour were shown.",
        "The agency has shared its plans on Facebook.",
        "Share common challenges that their offices face;",
        "The accord can be read at https://agency.example/accord.",
        "Microsoft",
        "- Facebook",
        "#1 in the region for the training of pilots",
    ],
)
def test_a_line_that_says_something_stays(identify: Identify, line: str) -> None:
    assert roles(identify, HEAD, LEAD, line, MORE)[2] is BODY


def test_one_network_a_line_is_a_row_of_share_buttons(identify: Identify) -> None:
    assert roles(identify, HEAD, LEAD, "Facebook", "Twitter", "LinkedIn") == [
        TITLE,
        BODY,
        LEFTOVER,
        LEFTOVER,
        LEFTOVER,
    ]


def test_a_stamp_below_each_picture_is_a_leftover_from_its_fourth_time(identify: Identify) -> None:
    three = [HEAD, *[LEAD, "AGENCIA", MORE] * 3]
    assert roles(identify, *three).count(LEFTOVER) == 0
    assert roles(identify, *three, LEAD, "AGENCIA").count(LEFTOVER) == 4


def test_front_matter_is_a_leftover(identify: Identify) -> None:
    raw = RawText(text=f"---\ntitle: Accord\n---\n\n# Accord\n\n{LEAD}", source="a.md", title="Accord", front=23)
    layout = divide(raw, identify)
    assert [p.role for p in layout.passages] == [LEFTOVER, LEFTOVER, LEFTOVER, TITLE, BODY]
    assert layout.title == "Accord"


# Contacts


@pytest.mark.parametrize(
    "line",
    [
        "For more information, contact the press team of the agency at press@agency.example.",
        "For further information, please contact Jo Roe at the Harbour Agency. Tel: +507 555 0123",
        "Media contact: Jo Roe",
        "Contact: Jo Roe, press officer",
        "Para más información, comuníquese con la oficina de prensa de la Agencia Portuaria en la capital.",
        "Contacto de prensa: Ana Pérez, +507 555 0123",
        "Jo Roe, press officer, jo.roe@agency.example",
        "Jo Roe, tel. 555 01 23",
        "Ana Pérez, Teléfono: 555-0123",
        "Jo Roe, (507) 555-0123",
        "For more information about the training of pilots visit: https://agency.example",
    ],
)
def test_a_line_that_says_whom_to_ask_is_a_contact(identify: Identify, line: str) -> None:
    assert roles(identify, HEAD, LEAD, line) == [TITLE, BODY, CONTACT]


@pytest.mark.parametrize(
    "line",
    [
        f"{LEAD} Pilots may write to training@agency.example until the end of May.",
        "Contact between the two ministries resumed after the accord.",
        "For questions of safety, the two sides have agreed on a plan.",
        "The accord is worth 20 000 000 dollars over 5 years, +12 per cent.",
        "Telephone lines along the coast will be repaired by the agency.",
    ],
)
def test_a_paragraph_that_happens_to_hold_such_words_stays(identify: Identify, line: str) -> None:
    assert roles(identify, HEAD, LEAD, line)[2] is BODY


def test_the_lines_below_a_contact_heading_are_contacts_through_the_last_address(identify: Identify) -> None:
    block = [
        "For more information:",
        "Jo Roe",
        "Press officer, Harbour Agency",
        "jo@agency.example",
        "Ana Pérez",
        "+507 555 01 23",
    ]
    assert roles(identify, HEAD, LEAD, *block, "About the Harbour Agency", MORE)[2:] == [
        *[CONTACT] * 6,
        BODY,
        BODY,
    ]


def test_names_that_close_the_document_below_a_contact_heading_are_contacts(identify: Identify) -> None:
    assert roles(identify, HEAD, LEAD, "Media contacts", "Jo Roe", "Press officer") == [
        TITLE,
        BODY,
        CONTACT,
        CONTACT,
        CONTACT,
    ]


# Titles


@pytest.mark.parametrize(
    "title",
    [
        HEAD,
        "Will the ports be ready?",
        "Statement on the accord with the U.S.",
        "Readout of the call with Joseph Roe, Jr.",
        "«Los puertos nos unen»",
        "T" * HEADING,
    ],
)
def test_the_first_heading_is_the_title(identify: Identify, title: str) -> None:
    layout = lay_out(identify, title, LEAD)
    assert (layout.title, layout.passages[0].role) == (title, TITLE)


@pytest.mark.parametrize(
    "first",
    [
        "The two sides have signed an accord.",
        "T" * (HEADING + 1),
        "- an item of a list",
        "The parties:",
        "Panama, 3 May 2024",
    ],
)
def test_other_first_lines_are_no_title(identify: Identify, first: str) -> None:
    layout = lay_out(identify, first, LEAD)
    assert (layout.title, layout.passages[0].role) == ("", BODY)


def test_a_line_that_goes_on_in_the_next_one_is_no_title(identify: Identify) -> None:
    assert lay_out(identify, "The two sides have signed an accord that lets forty", "pilots train abroad.").title == ""


def test_a_stated_title_is_found_among_the_lines_even_below(identify: Identify) -> None:
    layout = lay_out(identify, "Ports today", "PORT ACCORD", LEAD, title="Port accord")
    assert [p.role for p in layout.passages] == [BODY, TITLE, BODY]
    assert layout.title == "Port accord"


def test_the_dateline_is_read_from_the_top_of_the_own_text(identify: Identify) -> None:
    assert lay_out(identify, "Home", HEAD, f"Panama City, 3 May 2024 – {LEAD}").dateline == "2024-05-03"
    assert lay_out(identify, HEAD, f"On 3 May 2024, they met. {LEAD}").dateline == ""


# Knowledge


def test_every_cue_is_in_the_form_that_lines_are_compared_in() -> None:
    known = words()
    assert "quienes somos" in known.menu
    assert all(cue == cue.casefold().strip() and cue for cue in known.menu | known.leftovers | known.sections)
