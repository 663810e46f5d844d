"""The PDF holds what the contents say, the same bytes each time; a missing glyph is named."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from reports.drawing import Undrawable, draw
from reports.shape import Contents, as_json
from roadmaps.models import Roadmap
from tests.reports.test_contents import report_on

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def renamed(contents: Contents, name: str) -> dict[str, Any]:
    return as_json(replace(contents, plan=name))


def test_the_korean_report_can_be_read_back(plan: Roadmap) -> None:
    drawing = draw(as_json(report_on(plan)))

    text = text_of(drawing.pdf)
    for words in (
        "단계별 로드맵 보고",
        "시범 계획",
        "시나리오 B(부분 완화)",
        "가상 시나리오",
        "계획 수립 지원 자료로서 법률 자문이 아님",
        "2027.03.01",
        "2027.11.30",
        "유엔 안보리 결의 2375호(2017) 16항",
        "137.5",
        "(단위: 억 원, 2026년 불변가격)",
        "- 2 -",
    ):
        assert words in text
    assert drawing.pages == len(PdfReader(io.BytesIO(drawing.pdf)).pages)


def test_the_english_report_can_be_read_back(plan: Roadmap) -> None:
    text = text_of(draw(as_json(report_on(plan, "B", "en"))).pdf)

    for words in (
        "Staged roadmap report",
        "Trial plan",
        "Scenario B: Partial relief",
        "A planning aid, not legal advice",
        "1 Mar 2027",
        "UN Security Council Resolution 2375 (2017) para. 16",
        "13.75",
    ):
        assert words in text


def test_the_document_is_tagged_archival_and_brings_its_fonts(plan: Roadmap) -> None:
    reader = PdfReader(io.BytesIO(draw(as_json(report_on(plan))).pdf))

    root = reader.trailer["/Root"]
    marks = root["/Metadata"].get_data().decode()
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "ko"
    assert "pdfuaid:part" in marks and "pdfaid:part" in marks
    assert reader.metadata is not None
    assert reader.metadata.title == "단계별 로드맵 보고 - 시범 계획"
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts == {"PretendardGOV-Regular", "PretendardGOV-Bold"}


def test_the_same_contents_give_the_same_bytes(plan: Roadmap) -> None:
    contents = as_json(report_on(plan))

    assert draw(contents).pdf == draw(contents).pdf


def test_a_missing_glyph_is_named_with_its_sentence(plan: Roadmap) -> None:
    contents = renamed(report_on(plan), "확인 ☑ 계획")

    with pytest.raises(Undrawable) as refused:
        draw(contents)

    problem = refused.value.problem
    assert problem.code == "glyph_missing"
    assert problem.values == {"glyph": "☑", "sentence": "확인 ☑ 계획"}


def test_hanja_circled_numbers_and_marks_of_official_papers_are_shown(plan: Roadmap) -> None:
    name = "南北 産業協力 ①②㉠㈜ 「계획」 □ ○ ― ※"

    assert name in text_of(draw(renamed(report_on(plan), name)).pdf)


def test_markup_in_a_name_is_printed_and_not_run(plan: Roadmap) -> None:
    name = '#read("/etc/passwd") *굵게* $x^2$ @ref <label>'

    assert name in text_of(draw(renamed(report_on(plan), name)).pdf)


def test_the_reference_plan_is_drawn_whole(reference_plan: None) -> None:
    plan = Roadmap.objects.get()

    for scenario, language in (("A", "ko"), ("C", "en")):
        contents = report_on(plan, scenario, language)
        drawing = draw(as_json(contents))
        text = text_of(drawing.pdf)

        assert 12 <= drawing.pages <= 40
        assert len(drawing.pdf) < 2_000_000
        for chapter in contents.chapters:
            assert chapter.name in text
            assert all(row.key in text for row in chapter.rows)


def test_an_independent_checker_finds_no_fault_in_archival_and_accessible_form(
    plan: Roadmap,
) -> None:
    page = pytest.importorskip("page", reason="page-validation is not installed")
    pdf = draw(as_json(report_on(plan))).pdf

    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        faults = {failure.rule_id for failure in report.failures}
        # The checker takes a last byte 0D of compressed data for part of the line's end.
        if stream_lengths_are_exact(pdf):
            faults.discard("PDFA2A-STREAM-LENGTH-001")
        assert faults == set()


def stream_lengths_are_exact(pdf: bytes) -> bool:
    """After each stream's Length bytes comes nothing but a line's end and `endstream`."""
    streams = re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", pdf)
    ends = [found.end() + int(found[1]) for found in streams]
    return bool(ends) and all(re.match(rb"\r?\n?endstream", pdf[end : end + 12]) for end in ends)
