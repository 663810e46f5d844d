"""Known spellings: the official examples of the Revised system, and McCune–Reischauer's of places.

The Revised forms are those of the official rules of 2000 and of road signs; the older ones are in
use on maps and in library catalogues.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.parties.romanising import mccune_reischauer, revised
from engine.parties.sounds import letters, spelt

REVISED = """
구미 gumi, 영동 yeongdong, 백암 baegam, 옥천 okcheon, 합덕 hapdeok, 호법 hobeop, 월곶 wolgot,
벚꽃 beotkkot, 한밭 hanbat, 구리 guri, 설악 seorak, 칠곡 chilgok, 임실 imsil, 울릉 ulleung,
대관령 daegwallyeong, 백마 baengma, 신문로 sinmunno, 종로 jongno, 왕십리 wangsimni, 별내 byeollae,
신라 silla, 해돋이 haedoji, 같이 gachi, 굳히다 guchida, 좋고 joko, 놓다 nota, 묵호 mukho,
집현전 jiphyeonjeon, 압구정 apgujeong, 낙동강 nakdonggang, 죽변 jukbyeon, 광희문 gwanghuimun,
팔당 paldang, 샛별 saetbyeol, 울산 ulsan, 속리산 songnisan, 독립문 dongnimmun, 독도 dokdo,
경복궁 gyeongbokgung, 무량수전 muryangsujeon, 불국사 bulguksa, 현충사 hyeonchungsa, 개성 gaeseong,
평양 pyeongyang, 나진 najin, 라선 raseon, 여의도 yeouido, 값 gap, 닭 dak, 삶 sam, 많아 mana
"""
OLDER = """
평양 p'yŏngyang, 부산 pusan, 대구 taegu, 인천 inch'ŏn, 광주 kwangju, 대전 taejŏn, 개성 kaesŏng,
원산 wŏnsan, 함흥 hamhŭng, 청진 ch'ŏngjin, 신의주 sinŭiju, 금강산 kŭmgangsan, 백두산 paektusan,
한강 han'gang, 신라 silla, 독립문 tongnimmun, 전라 chŏlla, 경상 kyŏngsang, 나진 najin, 남포 namp'o,
해주 haeju, 사리원 sariwŏn, 혜산 hyesan, 강계 kanggye, 압록강 amnokkang, 대동강 taedonggang,
두만강 tuman'gang, 묘향산 myohyangsan, 제주 cheju, 경주 kyŏngju, 속리산 songnisan, 발해 parhae,
고려 koryŏ, 조선 chosŏn, 일성 ilsŏng, 길동 kiltong, 철도 ch'ŏlto, 서울 sŏul, 북한 pukhan,
쉬 shwi, 만경봉 man'gyŏngbong, 라선 rasŏn, 무역회사 muyŏkhoesa
"""


def pairs(table: str) -> list[tuple[str, str]]:
    found = (line.split() for line in table.replace("\n", " ").split(","))
    return [(hangul, latin) for hangul, latin in found]


@pytest.mark.parametrize(("hangul", "latin"), pairs(REVISED))
def test_the_revised_spelling(hangul: str, latin: str) -> None:
    assert revised(hangul) == latin


@pytest.mark.parametrize(("hangul", "latin"), pairs(OLDER))
def test_the_older_spelling(hangul: str, latin: str) -> None:
    assert mccune_reischauer(hangul) == latin


def test_given_names_keep_their_syllables_apart() -> None:
    assert revised("민용하 min 복남", together=False) == "minyongha min boknam"
    assert revised("빛나", together=False) == "bitna"


def test_what_is_no_hangul_stays() -> None:
    assert revised("제1 무역회사 (주)") == "je1 muyeokhoesa (ju)"


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8))
def test_any_hangul_is_written_in_latin_letters(word: str) -> None:
    assert revised(word).isascii()
    assert all(sign < "ㄱ" for sign in mccune_reischauer(word))
    assert "".join(spelt(letters(sign)) for sign in word) == word
