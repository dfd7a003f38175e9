"""Names that no vocabulary holds: long names with a head word, short forms in brackets, quotes, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gfmd_graph.knowledge.lexicon import Name
from gfmd_graph.knowledge.naming import HEAD_WORD, NameRules
from gfmd_graph.words import WORD_BEFORE, key, plain, right_before

Place = tuple[int, int]

_CAPITALISED = r"(?:[A-ZÀ-Þ][\w’'&-]*)"
_JOINING = (
    r"(?:of|for|on|in|and|the|against|without|from|de|el|al|des|du|del|la|las|los|le|les|et|y|para|por|sur|pour"
    r"|en|contra|contre|sin|sans|&)"
)
_LINK = rf"\s+(?:(?:{_JOINING}\s+){{0,3}}(?:[dlDL][’'](?=[A-ZÀ-Þ]))?)?"
_LONG_NAME = re.compile(rf"{_CAPITALISED}(?:{_LINK}{_CAPITALISED}){{0,7}}")
_AND = re.compile(r"\s+(?:and|et|y|&)\s+(?:(?:the|la|le|les|el|los|las)\s+|l[’'])?")
_TAIL = re.compile(
    r"(?:\s(?P<adjective>[a-zß-ÿ]+))?"
    r"(?P<parts>(?:\s(?:de la |de l[’']|de los |de las |des |du |del |de |d[’']|pour les |pour la |pour le "
    r"|pour |para las |para los |para la |para el |para |contra |contre |sans |sin |por |sur )[\w’'-]+"
    rf"(?:\s(?!{_JOINING}\b|el\b|al\b|l[’'])[\w’'-]+)?)+)"
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:The|An?|Les?|La|L['’]|El|Los|Las|Une?|Des|Our|This|In|On|At|Au|Aux|En)(?=\s|\b)"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{4,10}(?![\w-])")
_CAPITALS = re.compile(r"[A-Z]{4}")
_QUOTED = re.compile(r"[\"“«‘]\s*([A-ZÀ-Þ¡¿][^\"“”«»‘.!?;:]{3,70}?)\s*[\"”»’]")
_SHORT_FORM = re.compile(r"\s*\(\s*([A-Z][A-Za-z-]{1,9})\s*\)")


def candidates(text: str, words: Sequence[str], found: Sequence[Name], rules: NameRules) -> list[Place]:
    """Where such names stand, from left to right, none inside another and none a name of ours.

    `words` are those of `text`, in lower case without accents.
    """
    places = [*_quoted(text, rules)]
    introduced = not rules.introducers.isdisjoint(words)
    headed = not rules.head_words.isdisjoint(HEAD_WORD.findall(text))
    likely = headed or "(" in text or _CAPITALS.search(text)
    clear = _without(text, found) if introduced or likely else text
    if introduced:
        places += _introduced(clear, found, rules)
    if likely:
        places += [*_long(clear, found, rules), *_french(clear, rules)]
        places += (place for place in _acronyms(clear, text, rules) if not _met(place, found))
    if not places:
        return []
    places = [place for place in places if not _is_body(place, found)]
    kept: list[Place] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        short = kept and not text[kept[-1][1] : start].strip(" (")
        if not kept or (start >= kept[-1][1] and not short):
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return kept


def _met(place: Place, found: Sequence[Name]) -> bool:
    return any(name.start < place[1] and place[0] < name.end for name in found)


def _is_body(place: Place, found: Sequence[Name]) -> bool:
    """Words that are a known organisation, or the greater part of them."""
    bodies = (n for n in found if any(label.concept.type == "Organisation" for label in n.strong))
    return any(2 * (min(n.end, place[1]) - max(n.start, place[0])) > place[1] - place[0] for n in bodies)


def _long(text: str, found: Sequence[Name], rules: NameRules) -> Iterator[Place]:
    for match in _LONG_NAME.finditer(text):
        for start, end in _parted(text, match.start(), match.end(), rules):
            words = re.findall(r"[^\W\d_][\w’'-]*", text[start:end])
            headed = len(words) > 1 and not rules.heads.isdisjoint(words)
            short = len(words) > 1 and _SHORT_FORM.match(text, end) is not None
            if (short or headed) and not _no_name(words, rules) and not _ours(start, end, text, found, rules):
                yield start, end


def _introduced(text: str, found: Sequence[Name], rules: NameRules) -> Iterator[Place]:
    """Two capitalised words and more behind what they are: "l'association Lueur du Matin"."""
    for match in _LONG_NAME.finditer(text):
        before = right_before(WORD_BEFORE, text, match.start())
        words = match.group().split()
        named = before is not None and key(before[1]) in rules.introducers and len(words) > 1
        if named and not _no_name(words, rules) and not _ours(*match.span(), text, found, rules):
            yield match.span()


def _parted(text: str, start: int, end: int, rules: NameRules) -> Iterator[Place]:
    """Two names that an "and" joins, if each has a head word and more, or an article of its own."""
    for joint in _AND.finditer(text, start, end):
        left, right = text[start : joint.start()].split(), text[joint.end() : end].split()
        whole = all(len(side) > 1 and not rules.heads.isdisjoint(side) for side in (left, right))
        article = joint.group().split()[1:] != [] or joint.group().endswith(("'", "’"))
        if whole or article or _no_name(left, rules) or _no_name(right, rules):
            yield start, joint.start()
            yield from _parted(text, joint.end(), end, rules)
            return
    yield start, end


def _no_name(words: Sequence[str], rules: NameRules) -> bool:
    """Head words and small words alone ("National Network"), or one of what is known to be no organisation.

    "Human Rights Network" is a name again, by the head word after it.
    """
    rest = [word for word in words if word not in rules.heads and key(word) not in rules.small]
    if not rest:
        return True
    for first in (0, 1):
        for last in range(len(words), first, -1):
            if key(" ".join(words[first:last])) in rules.not_names:
                return rules.heads.isdisjoint(words[last:])
    return False


def _ours(start: int, end: int, text: str, found: Sequence[Name], rules: NameRules) -> bool:
    """Known names of countries with head words at most: "African Women"."""
    inside = [name for name in found if start <= name.start and name.end <= end]
    if not inside:
        return False
    for name in inside:
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    words = re.findall(r"\w+", text[start:end])
    return all(word in rules.heads or key(word) in rules.small for word in words)


def _french(text: str, rules: NameRules) -> Iterator[Place]:
    """A French or Spanish head that goes on in lower case: "Réseau des mères du delta"."""
    for head in HEAD_WORD.finditer(text):
        tail = _TAIL.match(text, head.end()) if head.group() in rules.heads_before else None
        if tail is not None and (not tail["adjective"] or tail["adjective"] not in rules.verbs):
            end = _cut(text, tail.start("parts"), tail.end(), rules)
            words = text[head.start() : end].split()
            if not _no_name(words, rules):
                yield head.start(), end


def _cut(text: str, start: int, end: int, rules: NameRules) -> int:
    """The end without a last word that is no adjective of the noun before it."""
    words = list(re.finditer(r"[\w’'-]+", text[start:end]))
    if len(words) < 2:
        return end
    last, before = words[-1].group(), words[-2].group()
    plural = last[-1] in "sx" and before[-1] in "sx" and key(before) not in rules.small
    loose = plain(last).lower() in rules.verbs or key(last) in rules.small or key(before) not in rules.small
    return start + words[-2].end() if loose and not plural and not last[0].isupper() else end


def _quoted(text: str, rules: NameRules) -> Iterator[Place]:
    """A few words in quotes, most of them with a capital."""
    for match in _QUOTED.finditer(text):
        words = match.group(1).split()
        capital = sum(word[0].isupper() for word in words)
        large = [word for word in words if key(word) not in rules.small]
        named = 2 <= len(words) <= 8 and capital >= 2 and capital >= len(large)
        if named and not _no_name(words, rules):
            yield match.start(1), match.end(1)


def _acronyms(clear: str, text: str, rules: NameRules) -> Iterator[Place]:
    """Capitals that stand alone: among other words in capitals they are a shout or a heading."""
    for match in _ACRONYM.finditer(clear):
        before = right_before(WORD_BEFORE, text, match.start())
        after = re.match(r" (\w+)", text[match.end() :])
        loud = any(
            one and len(one[1]) > 1 and one[1].isupper() and one[1].isalpha() for one in (before, after)
        )
        if match.group() not in rules.not_acronyms and not loud:
            yield match.start(), match.end()


def _without(text: str, found: Sequence[Name]) -> str:
    """`text` with known organisations and articles blanked out, so that unknown ones end where they begin."""
    for name in found:
        if any(label.concept.type == "Organisation" for label in name.labels):
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return _ARTICLE.sub(lambda match: " " * len(match.group()), text)
