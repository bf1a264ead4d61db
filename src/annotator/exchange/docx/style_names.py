"""What Word and LibreOffice call their built-in styles in other languages.

Word itself keeps the English names in its files, whatever its own language. Other programs, and styles that were
copied or made by hand, bring the translated ones. Only names that are sure stand here: a wrong one would give a role
to a style that was made for something else.
"""

from annotator.exchange.docx.roles import HEADINGS, Role

_HEADINGS = "Überschrift;Titre;Título;Cabeçalho;Titolo;Kop;Nagłówek;Заголовок;제목;見出し;标题;標題".split(";")
_CONTENTS = (
    "Verzeichnis;TM;TDC;Sumário;Sommario;Inhopg;Spis treści;Оглавление;Зміст;목차;目次;目录;目錄;Inhaltsverzeichnis;"
    "Table des matières niveau"
).split(";")
_NAMES: dict[Role, str] = {
    Role.TITLE: "Titel;Titre;Título;Titolo;Tytuł;Название;Назва;제목;表題;标题;標題",
    Role.SUBTITLE: "Untertitel;Sous-titre;Subtítulo;Sottotitolo;Ondertitel;Podtytuł;Подзаголовок;Підзаголовок;부제;"
    "副題;副标题;副標題",
    Role.BODY: "Textkörper;Corps de texte;Texto independiente;Corpo testo;Corpo del testo;Corpo de texto;"
    "Corpo do texto;Platte tekst;Tekst podstawowy;Основной текст;Основний текст;본문;本文;正文文本;Text body",
    Role.QUOTATION: "Zitat;Citation;Cita;Citazione;Citação;Citaat;Cytat;Цитата;인용;引用文;引用;引文;Quotations",
    Role.FOOTNOTE_TEXT: "Fußnotentext;Note de bas de page;Texto nota pie;Testo nota a piè di pagina;"
    "Texto de nota de rodapé;Voetnoottekst;Tekst przypisu dolnego;Текст сноски;Текст виноски;각주 텍스트;脚注文字列;"
    "脚注文本;註腳文字",
    Role.FOOTNOTE_REFERENCE: "Fußnotenzeichen;Appel note de bas de p.;Ref. de nota al pie;Rimando nota a piè di pagina;"
    "Ref. de nota de rodapé;Voetnootmarkering;Odwołanie przypisu dolnego;Знак сноски;Знак виноски;각주 참조;脚注参照;"
    "脚注引用;註腳參照;Footnote anchor",
    Role.HEADER: "Kopfzeile;En-tête;Encabezado;Intestazione;Cabeçalho;Koptekst;Nagłówek;Верхний колонтитул;"
    "Верхній колонтитул;머리글;ヘッダー;页眉;頁首",
    Role.FOOTER: "Fußzeile;Pied de page;Pie de página;Piè di pagina;Rodapé;Voettekst;Stopka;Нижний колонтитул;"
    "Нижній колонтитул;바닥글;フッター;页脚;頁尾",
    Role.CONTENTS_HEADING: "Inhaltsverzeichnisüberschrift;En-tête de table des matières;Título TDC;Título de TDC;"
    "Titolo sommario;Cabeçalho do Sumário;Kopvan inhoudsopgave;Nagłówek spisu treści;Заголовок оглавления;TOC 제목;"
    "目次の見出し;TOC 标题;目錄標題;Contents Heading",
    Role.HYPERLINK: "Lien hypertexte;Hipervínculo;Collegamento ipertestuale;Hiperligação;Hiperłącze;Гиперссылка;"
    "Гіперпосилання;하이퍼링크;ハイパーリンク;超链接;超連結;Internet link",
    Role.STRONG: "Fett;Texto en negrita;Forte;Zwaar;Pogrubienie;Строгий;強調太字;Strong Emphasis",
    Role.EMPHASIS: "Hervorhebung;Accentuation;Énfasis;Ênfase;Nadruk;Uwydatnienie;Выделение;강조;强调",
    Role.CAPTION: "Beschriftung;Légende;Descripción;Epígrafe;Didascalia;Legenda;Bijschrift;Название объекта;캡션;"
    "図表番号;题注;標號",
    Role.BIBLIOGRAPHY: "Literaturverzeichnis;Bibliographie;Bibliografía;Bibliografia;Bibliografie;Список литературы;"
    "참고 문헌;文献目録;书目",
}
_TOC = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3, Role.CONTENTS_BACK)

LOCALISED_NAMES: dict[Role, tuple[str, ...]] = {
    **{role: tuple(names.split(";")) for role, names in _NAMES.items()},
    **{role: tuple(f"{name} {level}" for name in _HEADINGS) for level, role in enumerate(HEADINGS, 1)},
    **{role: tuple(f"{name} {level}" for name in _CONTENTS) for level, role in enumerate(_TOC, 1)},
}
