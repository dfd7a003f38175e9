"""Names become mentions: of countries, areas and organisations that a vocabulary holds, and of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.extraction.world import World
from gfmd_graph.knowledge.languages import Languages
from gfmd_graph.knowledge.lexicon import Lexicon, Name
from gfmd_graph.knowledge.vocabulary import Label
from gfmd_graph.model import Concept, Mention
from gfmd_graph.words import key

METHOD = "labels/1"
TYPO_METHOD = "labels-one-slip/1"
CANDIDATE_METHOD = "unknown-names/1"

_CAPITALISED = r"(?:[A-ZÀ-Þ][\w’'&-]*)"
_JOINING = r"(?:of|for|on|in|and|the|de|des|du|del|la|las|los|le|les|et|y|para|por|sur|pour|en|&)"
_LONG_NAME = re.compile(rf"{_CAPITALISED}(?:\s+(?:{_JOINING}\s+){{0,2}}{_CAPITALISED}){{1,7}}")
_ARTICLE = re.compile(
    r"(?<!\w)(?:The|An?|Les?|La|L['’]|El|Los|Las|Une?|Des|Our|This|In|On|At|Au|Aux|En)(?=\s|\b)"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{4,10}(?![\w-])")
_OPENING_QUOTES = ('"', "“", "«", "‘")
_SHORT_FORM = re.compile(r"\s*\(\s*([A-Z][A-Za-z-]{1,9})\s*\)")


@dataclass(frozen=True, slots=True)
class Names:
    """What one statement names. `waiting` are mentions of which nobody can be sure: they go to review."""

    mentions: tuple[Mention, ...]
    waiting: tuple[Mention, ...]


def company(sentences: Iterable[Sentence], lexicon: Lexicon) -> frozenset[str]:
    """IRIs of the concepts that a report names by a strong label: weak labels count in their company."""
    strong: set[str] = set()
    for sentence in sentences:
        for name in lexicon.find(sentence.text):
            strong |= {label.concept.iri for label in name.strong}
    return frozenset(strong)


def names(sentence: Sentence, world: World, in_company: frozenset[str]) -> Names:
    """The mentions of one statement, sorted by place."""
    mentions: list[Mention] = []
    waiting: list[Mention] = []
    vocabulary = world.vocabulary
    found = world.lexicon.find(sentence.text)
    for name in found:
        label = _decided(name, in_company)
        if label is None or _means_another(sentence, name, label, world):
            if _worth_asking(name):
                waiting.append(_unresolved(sentence, name.start, name.end, METHOD))
            continue
        mentions.append(_mention(sentence, name, label))
        if vocabulary.actors.get(label.concept.iri) == "government-body":
            mentions += _states_inside(sentence, name, world.lexicon)
    waiting += _candidates(sentence, found, world.languages)
    return Names(tuple(mentions), tuple(waiting))


def _states_inside(sentence: Sentence, name: Name, lexicon: Lexicon) -> Iterator[Mention]:
    """The State that the name of its own body names: "Sri Lanka Bureau of Foreign Employment"."""
    words = sentence.text[name.start : name.end]
    for inner in lexicon.inside(words):
        label = _decided(inner, frozenset())
        if label is not None and label.concept.type == "Country":
            yield _mention(
                sentence, Name(name.start + inner.start, name.start + inner.end, inner.labels), label
            )


_PREFERRED = ("name", "acronym", "demonym", "weak")
"""What a word is read as first: Spanish "indonesia" is an adjective too, "Indonesia" is the country."""


def _decided(name: Name, in_company: frozenset[str]) -> Label | None:
    """The one label that a name stands for, None when it could be several or its company is missing."""
    fitting = name.strong or tuple(label for label in name.labels if label.concept.iri in in_company)
    if len({label.concept.iri for label in fitting}) != 1:
        return None
    return min(fitting, key=lambda label: _PREFERRED.index(label.kind))


def _means_another(sentence: Sentence, name: Name, label: Label, world: World) -> bool:
    """A person, a place elsewhere or a verb that is written like the name: "Polish the text"."""
    iri = label.concept.iri
    if any(f" {word} " in f" {key(sentence.text)} " for word in world.vocabulary.not_with.get(iri, ())):
        return True
    if label.kind == "demonym" and label.language == "en":
        return bool(re.match(r"\s(?:the|a|an|your|our|this|these|it)\b", sentence.text[name.end :]))
    person = label.kind == "name" and iri in world.vocabulary.personal
    return person and _is_person(sentence.text, name, world.languages)


def _worth_asking(name: Name) -> bool:
    """An adjective such as "European" names nothing in particular; nobody need decide it."""
    return any(label.concept.type != "Region" for label in name.labels)


def _is_person(text: str, name: Name, languages: Languages) -> bool:
    """A first or family name: another capitalised word stands right beside it, and is no common noun."""
    before = re.search(r"([A-Z][a-z]+)\s$", text[: name.start])
    after = re.match(r"\s([A-Z][a-z]+)\b", text[name.end :])
    common = languages.words("private", "not_in_names") | languages.words("names", "before")
    opens = before is not None and not text[: before.start()].strip(" .!?:;\"'“(")
    beside = [match[1] for match in (before if not opens else None, after) if match]
    return any(key(word) not in common for word in beside)


def _mention(sentence: Sentence, name: Name, label: Label) -> Mention:
    span = sentence.folded.span(name.start, name.end)
    confidence = 0.9 if name.typo or label.kind == "weak" else 1.0
    return Mention(
        span=span,
        text=sentence.report.text[span.start : span.end],
        type=label.concept.type.lower(),
        concept=label.concept,
        basis="stated",
        confidence=confidence,
        method=TYPO_METHOD if name.typo else METHOD,
        label=label.kind,
    )


def topic_mention(sentence: Sentence, concept: Concept, start: int, end: int, method: str) -> Mention:
    """Words that name a population or a contested term."""
    span = sentence.folded.span(start, end)
    words = sentence.report.text[span.start : span.end]
    return Mention(span, words, concept.type.lower(), concept, "stated", 0.9, method)


def _unresolved(sentence: Sentence, start: int, end: int, method: str) -> Mention:
    span = sentence.folded.span(start, end)
    words = sentence.report.text[span.start : span.end]
    return Mention(span, words, "unresolved", None, "suggested", 0.5, method)


def _candidates(sentence: Sentence, found: Sequence[Name], languages: Languages) -> Iterator[Mention]:
    """Capitalised names with a head word such as "Network", with a short form in brackets, or in quotes."""
    heads = languages.words("names", "heads")
    other = {key(name) for name in languages.words("names", "not_names")}
    text = _without(sentence.text, found)
    for match in _LONG_NAME.finditer(text):
        words = match.group().split()
        short = _SHORT_FORM.match(text, match.end())
        quoted = len(words) > 1 and text[match.start() - 1 : match.start()] in _OPENING_QUOTES
        named = short or quoted or (len(words) > 1 and not heads.isdisjoint(words))
        if named and key(match.group()) not in other and not _bare(words, heads, other):
            yield _unresolved(sentence, match.start(), match.end(), CANDIDATE_METHOD)
    known = languages.words("names", "not_acronyms")
    for match in _ACRONYM.finditer(text):
        if match.group() not in known and not text.isupper():
            yield _unresolved(sentence, match.start(), match.end(), CANDIDATE_METHOD)


def _bare(words: Sequence[str], heads: frozenset[str], other: set[str]) -> bool:
    """Nothing but head words ("National Network"), or a name of ours with a word before it."""
    return all(word in heads for word in words) or key(" ".join(words[1:])) in other


def _without(text: str, found: Sequence[Name]) -> str:
    """`text` with known names and articles blanked out, so that unknown ones end where they begin."""
    for name in found:
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return _ARTICLE.sub(lambda match: " " * len(match.group()), text)
