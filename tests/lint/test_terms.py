"""The terms of both sides: the file is sound, texts are marked, nothing is lost by turning."""

import io
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmaps.models import Roadmap
from terms.marking import in_register, marks_of, pieces_of
from terms.reading import Unreadable, text_of
from terms.termbook import BadTerms, read_terms, termbook
from zones.models import Source

CONVERTED = [each for each in termbook().terms if each.converts]


def _marks(text: str, audience: str) -> list[tuple[str, str, str]]:
    return [(each.word, each.kind, each.instead) for each in marks_of(text, audience)]


def test_there_are_many_terms_and_each_differs_and_says_how_sure_it_is() -> None:
    terms = termbook().terms
    assert len(terms) >= 150
    assert all(each.south != each.north and each.english for each in terms)
    assert {each.confidence for each in terms} <= {"high", "medium", "low"}


@pytest.mark.parametrize("term", CONVERTED, ids=lambda each: each.english)
def test_every_term_goes_north_and_comes_back(term: Any) -> None:
    converter = termbook().converter
    for ending in ("", "의", "에서"):
        assert converter.to_north(term.south + ending) == term.north + ending
        assert converter.to_south(term.north + ending) == term.south + ending


@given(
    st.lists(
        st.builds(
            str.__add__,
            st.sampled_from([each.south for each in CONVERTED]),
            st.sampled_from(
                ["", "은", "는", "이", "가", "을", "를", "로", "으로", "하는", " 12MW,"]
            ),
        ),
        max_size=6,
    ).map(" ".join)
)
def test_a_southern_text_comes_back_from_the_northern_register_as_it_was(text: str) -> None:
    assume(in_register(text, "south") == text)
    assert in_register(in_register(text, "north"), "south") == text


def test_a_text_for_the_north_is_marked_where_it_offends_and_where_it_is_southern() -> None:
    text = "북한의 트랙터를 쓰는 North Korean 공장"
    assert _marks(text, "north") == [
        ("북한", "offends", "북측"),
        ("트랙터를", "register", "뜨락또르를"),
        ("North Korean", "offends", "of the North side"),
    ]
    assert _marks(text, "south") == []


def test_a_text_for_the_south_is_marked_where_northern_words_mislead() -> None:
    assert _marks("로동자를 방조하는 일", "south") == [
        ("로동자를", "register", "노동자를"),
        ("방조", "misleads", "도움"),
    ]


def test_a_word_inside_another_is_left_alone() -> None:
    assert _marks("남북한 대한국민", "north") == []


@given(
    st.text("북한남측 트랙터를로동 한국.", max_size=40),
    st.sampled_from(["south", "north", "third"]),
)
def test_pieces_put_together_are_the_text_and_marks_never_overlap(text: str, audience: str) -> None:
    marks = marks_of(text, audience)
    assert "".join(piece.text for piece in pieces_of(text, marks)) == text
    assert all(one.end <= other.start for one, other in pairwise(marks))


def _zip(name: str, content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("memo.txt", "북한의 트랙터\n둘째 줄".encode()),
        ("memo.TXT", "북한의 트랙터\n둘째 줄".encode("cp949")),
        (
            "memo.docx",
            _zip(
                "word/document.xml",
                f"<w:document {W}><w:p><w:r><w:t>북한의 </w:t></w:r>"
                "<w:r><w:t>트랙터</w:t></w:r></w:p>"
                "<w:p><w:r><w:t>둘째 줄</w:t></w:r></w:p></w:document>",
            ),
        ),
        (
            "memo.hwpx",
            _zip(
                "Contents/section0.xml",
                f"<s {HP}><hp:p><hp:run><hp:t>북한의 트랙터</hp:t></hp:run></hp:p>"
                "<hp:p><hp:run><hp:t>둘째 줄</hp:t></hp:run></hp:p></s>",
            ),
        ),
    ],
    ids=["utf-8", "cp949", "docx", "hwpx"],
)
def test_a_document_is_read_by_its_paragraphs(name: str, content: bytes) -> None:
    assert text_of(name, content) == "북한의 트랙터\n둘째 줄"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"%PDF", "document_of_unknown_kind"),
        ("a.docx", b"no zip", "document_unreadable"),
        ("a.docx", _zip("other.xml", "<a/>"), "document_unreadable"),
        ("a.hwpx", _zip("Contents/section0.xml", "<a"), "document_unreadable"),
        ("a.hwpx", _zip("Contents/section0.xml", "<!DOCTYPE a><a/>"), "document_unreadable"),
        ("a.txt", b"\xff\xff\x80", "document_unreadable"),
        ("a.txt", b"a" * 5_000_001, "document_too_big"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as fault:
        text_of(name, content)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("가, 나, x, high", "가, 가, x, high", "both sides say the same"),
        ('high, ""', "high, maybe", "five columns"),
        ("kind: offends", "kind: annoys", "kind or audience unknown"),
        ("라, 다, y", "라, 나, y", "a word stands in two pairs"),
    ],
)
def test_a_spoilt_file_of_terms_is_refused(old: str, new: str, fault: str) -> None:
    text = """groups:
- kind: word
  ko: a
  en: b
  source: [GK]
  terms:
  - [가, 나, x, high, ""]
  - [라, 다, y, high, ""]
audiences:
- {id: north, ko: a, en: b, south_ko: c, north_ko: d, south_en: e, north_en: f}
warnings:
- {word: 북한, for: [north], kind: offends, instead: "", ko: a, en: b, confidence: high}
"""
    assert len(read_terms(text).terms) == 2
    with pytest.raises(BadTerms, match=fault):
        read_terms(text.replace(old, new))


@pytest.mark.django_db(transaction=True)
class TestPages:
    def test_terms_are_searched_in_all_registers_and_sorted_in_both_orders(
        self, as_mina: Client, roadmap: Roadmap
    ) -> None:
        assert set(Source.objects.values_list("pk", flat=True)) >= {
            source for term in termbook().terms for source in term.group.source
        }
        at = f"/plans/{roadmap.pk}/terms/"
        shown = as_mina.get(f"{at}?q=tractor").content.decode()
        assert "뜨락또르" in shown and "ttrakttoreu" not in shown
        south, north = (
            as_mina.get(f"/api/v1/terms/?order={order}&page_size=500").json()["results"]
            for order in ("south", "north")
        )
        assert (len(south), south[0]["south"], north[0]["north"]) == (
            len(termbook().terms),
            "가뭄",
            "가물",
        )
        assert (south[-1]["south"], north[-1]["north"]) == ("휴대전화", "월프람")

    def test_a_text_is_looked_at_and_not_stored(self, as_mina: Client, roadmap: Roadmap) -> None:
        at = f"/plans/{roadmap.pk}/terms/check/"
        shown = as_mina.post(at, {"audience": "north", "text": "북한의 <b>트랙터"})
        assert shown.status_code == 200
        page = shown.content.decode()
        assert "뜨락또르" in page and "<b>트랙터" not in page
        assert as_mina.get(at).status_code == 200

    def test_a_document_of_another_kind_is_refused_and_what_was_typed_stays(
        self, as_mina: Client, roadmap: Roadmap
    ) -> None:
        document = io.BytesIO(b"%PDF")
        document.name = "a.pdf"
        values = {"audience": "north", "text": "typed", "document": document}
        shown = as_mina.post(f"/plans/{roadmap.pk}/terms/check/", values)
        assert shown.status_code == 422
        assert "typed" in shown.content.decode()
        empty = as_mina.post(f"/plans/{roadmap.pk}/terms/check/", {"audience": "north"})
        assert empty.status_code == 422

    def test_the_words_of_the_plan_are_looked_at_for_its_readers(
        self, as_mina: Client, roadmap: Roadmap
    ) -> None:
        shown = as_mina.get(f"/plans/{roadmap.pk}/terms/plan/?audience=third")
        assert shown.status_code == 200

    def test_rest_marks_a_text_and_turns_it(self, as_mina: Client) -> None:
        body = {"text": "북한의 트랙터", "audience": "north"}
        made = as_mina.post("/api/v1/term-checks/", body, content_type="application/json")
        assert made.status_code == 200
        assert made.json()["turned"] == "북한의 뜨락또르"
        assert [each["kind"] for each in made.json()["marks"]] == ["offends", "register"]
        bad = as_mina.post(
            "/api/v1/term-checks/", {**body, "audience": "x"}, content_type="application/json"
        )
        assert bad.status_code == 400
