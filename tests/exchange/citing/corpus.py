"""Sources of every make that the news brings, all invented, for citations of them to be looked at."""

from datetime import date

from annotator.core.records import Source
from tests.memory import about, day, month, source, whole_year

CORPUS: dict[str, Source] = {
    "one author": source(
        "one",
        "Council shuts the old bridge",
        "Orrin Gazette",
        day(2025, 4, 28),
        author="Lena Marsh",
        url="https://gazette.example/orrin/bridge?id=4&page=2",
    ),
    "one author, no address": source(
        "one-bare", "Council shuts the old bridge", "Orrin Gazette", day(2025, 4, 28), author="Lena Marsh"
    ),
    "two authors": source(
        "two",
        "A crossing and its costs",
        "Structures Review",
        day(2025, 5, 1),
        author="Jon Abara and Mina Holt",
        url="https://review.example/crossing",
    ),
    "three authors": source(
        "three",
        "Three towns, one river",
        "The Valley",
        day(2024, 12, 31),
        author="Jon Abara, Mina Holt, and Ada de la Cruz",
        url="https://valley.example/three",
    ),
    "four authors": source(
        "four",
        "Who pays for the ferry",
        "The Valley",
        day(2024, 2, 29),
        author="Jon Abara, Mina Holt, Piet van der Berg and Ada Cruz",
    ),
    "Korean author in Latin letters": source(
        "romanised",
        "Ferry owners reject the offer",
        "Dalgang Daily",
        day(2025, 4, 28),
        author="Park Hyun-ju",
        url="https://dalgang.example/en/ferry",
    ),
    "Korean and English authors": source(
        "mixed",
        "Ferry owners reject the offer again",
        "Dalgang Daily",
        day(2025, 4, 30),
        author="Park Hyun-ju and Lena Marsh",
        url="https://dalgang.example/en/ferry-again",
    ),
    "no author": source(
        "nobody",
        "Bridge to reopen in autumn",
        "Orrin Gazette",
        day(2025, 9, 1),
        url="https://gazette.example/orrin/reopen",
    ),
    "no author, no address": source("nobody-bare", "Bridge to reopen in autumn", "Orrin Gazette", day(2025, 9, 1)),
    "body as author": source(
        "body",
        "Statement on the closure of the crossing",
        "",
        day(2025, 4, 27),
        author="Ministry of Foreign Affairs",
        url="https://ministry.example/statements/17",
    ),
    "agency as author": source("agency", "Heavy traffic banned", "Orrin Gazette", day(2025, 4, 28), author="Reuters"),
    "Korean": source(
        "korean",
        "다리 폐쇄의 배경과 전망",
        "달강일보",
        day(2025, 4, 28),
        author="김서연",
        url="https://dalgang.example/politics/2025/0428",
        language="ko",
    ),
    "Korean, two authors": source(
        "korean-two",
        "나룻배 업주들의 반발",
        "강변신문",
        day(2025, 5, 2),
        author="김서연, 박현주 기자",
        url="https://gangbyeon.example/a/2",
        language="ko",
    ),
    "Korean, four authors": source(
        "korean-four",
        "세 도시의 셈법",
        "강변신문",
        day(2025, 5, 3),
        author="김서연·박현주·이도윤·최하늘",
        language="ko",
    ),
    "Korean, no author": source(
        "korean-nobody",
        "“다리는 안전하다” 시장 발언 논란",
        "강변신문",
        day(2025, 5, 2),
        url="https://gangbyeon.example/a/3",
        language="ko",
    ),
    "Korean body": source(
        "korean-body",
        "교량 폐쇄에 관한 성명",
        "",
        day(2025, 4, 27),
        author="외교부",
        url="https://ministry.example/ko/17",
        language="ko",
    ),
    "Korean, month only": source(
        "korean-month", "봄 점검 결과", "달강일보", month(2025, 5), author="이도윤", language="ko"
    ),
    "Korean, year only": source(
        "korean-year", "한 해의 다리", "달강일보", whole_year(2024), author="이도윤", language="ko"
    ),
    "Korean, no date": source("korean-undated", "다리 이야기", "달강일보", None, author="이도윤", language="ko"),
    "no outlet": source(
        "no-outlet", "Notes of a ferryman", "", day(2025, 3, 3), author="Tom Reed", url="https://ferryman.example/notes"
    ),
    "no outlet, no address": source("no-outlet-bare", "Notes of a ferryman", "", day(2025, 3, 3), author="Tom Reed"),
    "no date": source(
        "undated",
        "What the surveys left out",
        "Structures Review",
        None,
        author="Mina Holt",
        url="https://review.example/surveys",
    ),
    "no date, no author": source("undated-nobody", "What the surveys left out", "Structures Review", None),
    "month only": source(
        "month",
        "A season of repairs",
        "The Valley",
        month(2025, 5),
        author="Ada Cruz",
        url="https://valley.example/season",
    ),
    "year only": source("year", "The year of the crack", "The Valley", whole_year(2024), author="Ada Cruz"),
    "about a month": source(
        "late",
        "Cracks found in the northern pier",
        "The Valley",
        about(date(2025, 4, 21), date(2025, 4, 30), "late April 2025"),
        author="Ada Cruz",
        url="https://valley.example/cracks",
    ),
    "about a year": source(
        "circa",
        "How the bridge was built",
        "The Valley",
        about(date(1931, 1, 1), date(1931, 12, 31), "about 1931"),
        author="Ada Cruz",
    ),
    "about some years": source(
        "years",
        "Letters from the toll house",
        "The Valley",
        about(date(1930, 1, 1), date(1932, 12, 31), ""),
        author="Ada Cruz",
    ),
    "about some days over a new year": source(
        "new-year",
        "Ice on the river",
        "The Valley",
        about(date(2024, 12, 28), date(2025, 1, 3), ""),
        author="Ada Cruz",
    ),
    "quotation marks in the title": source(
        "quoted",
        "“We never asked for this”: the ferry owners speak",
        "The Valley",
        day(2025, 5, 6),
        author="Mina Holt",
        url="https://valley.example/asked",
    ),
    "quotation marks at the end": source(
        "quoted-end", 'Mayor calls closure "a pause, no more"', "The Valley", day(2025, 5, 7), author="Mina Holt"
    ),
    "a question": source(
        "question",
        "Who asked for the closure?",
        "The Valley",
        day(2025, 5, 8),
        author="Mina Holt",
        url="https://valley.example/who",
    ),
    "a question, no author": source("question-nobody", "Who asked for the closure?", "The Valley", day(2025, 5, 8)),
    "a quoted question": source(
        "quoted-question", "He asked, “Is it safe?”", "The Valley", day(2025, 5, 8), author="Mina Holt"
    ),
    "an exclamation": source("exclaimed", "Shut it now!", "The Valley", day(2025, 5, 8), author="Mina Holt"),
    "an ellipsis": source("ellipsis", "And then the pier…", "The Valley", day(2025, 5, 8), author="Mina Holt"),
    "a full stop": source("stopped", "The bridge is shut.", "The Valley", day(2025, 5, 8), author="Mina Holt"),
    "an outlet with a stop": source(
        "company", "Tolls to rise", "Bridgeworks Inc.", day(2025, 5, 9), author="Sam Reed Jr."
    ),
    "an outlet with a question": source("what", "Tolls to fall", "Which Way?", day(2025, 5, 9), author="Sam Reed"),
    "odd characters": source(
        "odd",
        "Loads <40 t & spans >9 m: 50% of piers {north} \\ 100 #1 *now* _then_ ~ A/B",
        "Beams & Bolts <weekly>",
        day(2025, 5, 10),
        author="Zoë O’Hara-Żółć",
        url="https://beams.example/?a=1&b=<2>#top",
    ),
    "digits in the title": source(
        "digits",
        "Route 66, paragraph 12: the 2025 plan, p. 3",
        "Orrin Gazette",
        day(2025, 5, 11),
        author="Lena Marsh",
    ),
    "lower case and names in capitals": source(
        "case", "iPhone survey by NATO finds eBay sellers near DMZ", "The Valley", day(2025, 5, 12), author="bell hooks"
    ),
    "an apostrophe": source(
        "apostrophe", "The mayor's pier, ‘safe’ at last", "Orrin's Own", day(2025, 5, 13), author="Ian O'Neil"
    ),
    "a title with a colon": source(
        "colon", "Closed: what the county knew", "Orrin Gazette", day(2025, 5, 14), author="Marsh, Lena"
    ),
    "a single name": source("single", "Sketches of the quay", "The Valley", day(2025, 5, 15), author="Malin"),
    "staff": source("staff", "Ferry timetable changes", "The Valley", day(2025, 5, 16), author="Valley staff"),
    "many authors": source(
        "many",
        "The big survey",
        "Structures Review",
        day(2025, 5, 17),
        author="; ".join(
            f"{given} {family}"
            for given, family in zip(
                "Ann Ben Cid Dee Eli Fay Gus Hal Ivy Jan Kit Lou".split(),
                "Ash Birch Cedar Dogwood Elm Fir Gum Hazel Ivory Juniper Kauri Larch".split(),
                strict=True,
            )
        ),
    ),
    "Spanish and particles": source(
        "particles",
        "El puente cerrado",
        "Diario del Valle",
        day(2025, 5, 18),
        author="María del Carmen Ruiz y Ludwig van Beethoven",
        language="es",
    ),
    "given name with a hyphen": source(
        "hyphen", "Tolls and tempers", "The Valley", day(2025, 5, 18), author="Hyun-ju Park and Jean-Luc Roy"
    ),
    "a body with “and”": source(
        "health", "Air by the river", "", day(2025, 5, 18), author="Department of Health and Human Services"
    ),
    "an abbreviation at the end": source(
        "states", "Steel from the U.S.", "The Valley", day(2025, 5, 18), author="Ada Cruz"
    ),
    "a German title": source(
        "german",
        "„Niemand fragte uns“, sagen die Fährleute",
        "Talbote",
        day(2025, 5, 18),
        author="Jutta von der Au",
        language="de",
    ),
    "a quotation in a quotation": source(
        "nested", "“He said ‘no’ to us,” says a ferryman", "The Valley", day(2025, 5, 18), author="Ada Cruz"
    ),
    "apostrophe at the end": source(
        "possessive", "A pier of the workers’", "The Valley", day(2025, 5, 18), author="Ada Cruz"
    ),
    "about a day": source(
        "day",
        "A crack is heard",
        "The Valley",
        about(date(2025, 4, 26), date(2025, 5, 10), "about 3 May 2025"),
        author="Ada Cruz",
    ),
    "no title": source("untitled", "", "Orrin Gazette", day(2025, 5, 19), author="Lena Marsh"),
    "no title, no author": source("untitled-nobody", "", "Orrin Gazette", day(2025, 5, 19)),
    "only a title": source("title", "A leaflet on the quay", "", None),
    "only a file": source("letter", "", "", None),
    "only an address": source("address", "", "", None, url="https://quay.example/leaflet.html"),
    "Hebrew": source("hebrew", "הגשר נסגר", "העיר", day(2025, 5, 20), author="דנה לוי", language="he"),
    "Chinese": source("chinese", "旧桥关闭", "江城日报", day(2025, 5, 21), author="王伟", language="zh"),
    "Japanese": source("japanese", "橋の閉鎖", "川辺新聞", day(2025, 5, 22), author="山田 太郎", language="ja"),
    "Russian": source(
        "russian", "Мост закрыт", "Речной вестник", day(2025, 5, 23), author="Анна Петрова и Олег Ким", language="ru"
    ),
}
