"""The names of goods codes: the heading's own where we have it, else its chapter's."""

from collections.abc import Iterable
from dataclasses import dataclass

from sanctions.models import HsChapter, HsHeading
from zones.facts import Words, in_own_language


@dataclass(frozen=True, slots=True)
class GoodsCode:
    """A code with its name; `chapter` is the chapter's name where `code` is finer than that."""

    code: str
    name: Words | None
    chapter: Words | None


class CodeNames:
    """All chapters and headings, fetched once for one page."""

    def __init__(self) -> None:
        self._chapters = HsChapter.objects.in_bulk()
        self._headings = HsHeading.objects.in_bulk()

    def of(self, code: str, english: str | None = None) -> GoodsCode:
        chapter = self._chapters.get(code[:2])
        shown = in_own_language(chapter.name_ko, chapter.name_en) if chapter else None
        if len(code) == 2:
            return GoodsCode(code, shown, None)
        heading = self._headings.get(code) or self._headings.get(code[:4])
        name = in_own_language(
            heading.name_ko if heading else None, heading.name_en if heading else english
        )
        return GoodsCode(code, name, shown)

    def all(self, codes: Iterable[str]) -> list[GoodsCode]:
        return [self.of(code) for code in codes]
