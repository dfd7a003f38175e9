"""The words around each name of a statement: what governs it, what it is joined to, where its clause ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gfmd_graph.extraction.grammar import Grammar
from gfmd_graph.extraction.sentence import Sentence
from gfmd_graph.model import Mention

REACH = 8
"""So many words before a preposition may hold the verb or noun that it belongs to."""

_JOINT = re.compile(
    r"[\s,/&)-]*(?:(?:as well as|but also|and also|followed by|ainsi que|mais aussi|asi como|sino tambien"
    r"|junto con|nor|ni|and|or|et|ou|y|e|o|u|the|la|le|les|el|l)\b[\s']*)*"
)
_ADJECTIVE = re.compile(r"^[a-z]|(?:[ei]ans?|icans?|ese|ish|[eu]n?tch|nch|iss|[a-z]s)$")
"""A weak name that is an adjective: small in French and Spanish, with its ending in English."""
_COMMA = re.compile(r",\s(?:(?:the|la|le|les|el|los|las|l)\b[\s']*)?")
_PREPOSITIONS = ("in", "of_or_from", "to", "via", "by", "with", "between")
_LABEL_END = re.compile(r"\s[-–—]\s|\.\s")
_SENTENCE_END = re.compile(r"[.;!?]\s")
_CLAUSE_END = re.compile(r"[.;:!?]|\s[-–—]\s")


class Clause:
    """One statement's words and the names in it; every question about their surroundings is answered here."""

    def __init__(self, sentence: Sentence, named: Sequence[Mention], rules: Grammar) -> None:
        self.sentence = sentence
        self.named = named
        self.rules = rules
        self.words = sentence.words
        places = [sentence.offsets(mention) for mention in named]
        self.first = [sentence.word_at(start) for start, _ in places]
        self.last = [sentence.word_at(end) for _, end in places]

    def text_between(self, left: int, right: int) -> str:
        """The text between two words, by their indexes; -1 and the number of words are the ends."""
        own, text = self.sentence.split, self.sentence.plain
        start = own.ends[left] if left >= 0 else 0
        end = own.starts[right] if right < len(own.starts) else len(text)
        return text[start:end]

    def joined(self, index: int) -> bool:
        """As in "Korea and Bangladesh", "Chad, Mali", "from Chad and from Mali": one role for both names."""
        if index == 0 or self._is_body(index) != self._is_body(index - 1):
            return False
        between = self.text_between(self.last[index - 1], self.first[index]).lower()
        if self.is_adjective(index) != self.is_adjective(index - 1) and between != "-":
            return False
        words = self.words[self.last[index - 1] + 1 : self.first[index]]
        if not between.strip() or len(words) > 4 or self._opens_after_comma(index, between):
            return False
        again = self._repeated(index, words)
        return bool(_JOINT.fullmatch(re.sub(rf"\b{again}\b", "", between) if again else between))

    def _repeated(self, index: int, words: Sequence[str]) -> str:
        """The preposition that stands before this name and before the one that it is joined to."""
        governing = self.preposition(index - 1)
        own = next((word for word in words if self._relation(word)), "")
        same = own and governing >= 0 and self._relation(own) == self._relation(self.words[governing])
        return own if same else ""

    def _relation(self, word: str) -> str:
        for kind in _PREPOSITIONS:
            if word in self.rules[kind]:
                return kind
        return ""

    def _opens_after_comma(self, index: int, between: str) -> bool:
        """As in "With the help of Japan, Laos wrote": the second name is the subject behind an opening."""
        following = self.last[index] + 1
        if not _COMMA.fullmatch(between) or following >= len(self.words):
            return False
        governing = self.preposition(index - 1)
        opening = governing >= 0 and not any(self.ends_clause(at) for at in range(governing))
        directly = not self.text_between(following - 1, following).strip()
        return opening and governing <= 4 and directly and not self.small(following)

    def small(self, at: int) -> bool:
        return self.words[at] in self.rules["small"] and self.words[at] not in self.rules["verbs"]

    def is_adjective(self, index: int) -> bool:
        mention = self.named[index]
        weak = mention.label == "weak" and mention.type != "organisation"
        return mention.label == "demonym" or (weak and bool(_ADJECTIVE.search(mention.text)))

    def _is_body(self, index: int) -> bool:
        return self.named[index].type in ("organisation", "unresolved")

    def possessive(self, index: int) -> bool:
        after = self.text_between(self.last[index], len(self.words))
        return after.startswith("'s ") or (after.startswith("' ") and self.named[index].text.endswith("s"))

    def based(self, index: int) -> bool:
        """As in "Oman-based unions"."""
        return self.behind_hyphen(index) in ("based", "wide")

    def behind_hyphen(self, index: int) -> str:
        after = self.last[index] + 1
        hyphen = after < len(self.words) and self.text_between(after - 1, after) == "-"
        return self.words[after] if hyphen else ""

    def bracketed(self, index: int) -> bool:
        return self.text_between(-1, self.first[index]).rstrip().endswith("(")

    def locates(self, index: int) -> bool:
        """As in "Toronto, Canada, gives": a State behind a place and a comma, and a mark after it."""
        at = self.first[index] - 1
        if at < 0 or self.text_between(at, at + 1).strip() != "," or not (at == 0 or self.capital(at)):
            return False
        named = any(first <= at <= last for first, last in zip(self.first, self.last, strict=True))
        after = self.text_between(self.last[index], self.last[index] + 1).strip()
        return not named and (after[:1] in (",", ".", ")", ";") or self.last[index] + 1 == len(self.words))

    def announces(self, index: int) -> bool:
        """As in "Peru: ...", and at the start of a statement "Peru - ...", "Peru. ..."."""
        after = self.text_between(self.last[index], self.last[index] + 1)
        return after.lstrip().startswith(":") or (not self.first[index] and bool(_LABEL_END.match(after)))

    def before_capitals(self, at: int) -> int:
        """The word before the capitalised words that end at `at`."""
        while at >= 0 and self.capital(at):
            at -= 1
        return at

    def preposition(self, index: int) -> int:
        """The index of the word that governs the name, articles skipped; -1 at a clause's start."""
        at = self.first[index] - 1
        while at >= 0 and self.words[at] in self.rules["skip"] and not self.ends_clause(at):
            at -= 1
        return -1 if at >= 0 and self.ends_clause(at) else at

    def start(self, at: int) -> int:
        """Where the clause of a word begins."""
        while at > 0 and not self.ends_clause(at - 1):
            at -= 1
        return at

    def opening_phrase(self, start: int, end: int) -> list[str]:
        """The words of a clause up to its first preposition or pronoun; its article is one of them."""
        words: list[str] = []
        for at in range(start, end):
            if at > start and self.parts_phrase(at):
                break
            words.append(self.words[at])
        return words

    def parts_phrase(self, at: int) -> bool:
        return self.words[at] in self.rules["small"] or bool(self._relation(self.words[at]))

    def names_only(self, start: int, end: int) -> bool:
        """Nothing but names and small words stand there."""
        places = range(start, end)
        inside = {
            at for first, last in zip(self.first, self.last, strict=True) for at in range(first, last + 1)
        }
        return all(at in inside or self.small(at) or self._relation(self.words[at]) for at in places)

    def behind(self, index: int, reach: int) -> list[str]:
        """The words behind a name, to the end of its clause."""
        words: list[str] = []
        for at in range(self.last[index] + 1, min(self.last[index] + 1 + reach, len(self.words))):
            if self.ends_clause(at - 1):
                break
            words.append(self.words[at])
        return words

    def behind_comma(self, index: int) -> list[str]:
        """As in "In Chad and Mali, ...": the words behind the comma that ends the opening of a clause."""
        first = last = index
        while self.joined(first):
            first -= 1
        while last + 1 < len(self.named) and self.joined(last + 1):
            last += 1
        opening = self.preposition(first) == self.start(self.first[first])
        end = self.last[last]
        comma = re.match(r"\)?,", self.text_between(end, end + 1)) if end + 1 < len(self.words) else None
        return self.words[end + 1 : end + 9] if comma and opening else []

    def paired(self, index: int) -> bool:
        """As in "control Chile-Peru": the first of two States with nothing but a dash between them."""
        following = index + 1
        if following >= len(self.named) or self.named[following].type != "country":
            return False
        return self.text_between(self.last[index], self.first[following]).strip() in ("-", "–", "—", "/")

    def renamed(self, index: int) -> bool:
        """As in "Eswatini, formerly Swaziland", "Myanmar (Burma)": the State before, once more."""
        if not index or self.named[index].concept != self.named[index - 1].concept:
            return False
        if self.is_adjective(index - 1):
            return False
        return len(self.words[self.last[index - 1] + 1 : self.first[index]]) <= 2

    def ends_clause(self, at: int) -> bool:
        """A full stop, colon, semicolon or dash after this word; a stop before a small letter abbreviates."""
        gap = self.sentence.split.gaps[at]
        if gap == " " or (gap == ". " and self._small_letter(at + 1)):
            return False
        return _CLAUSE_END.search(gap) is not None

    def same_clause(self, left: int, right: int) -> bool:
        """No full stop or semicolon between two words."""
        first, last = sorted((left, right))
        return not any(_SENTENCE_END.search(gap) for gap in self.sentence.split.gaps[first:last])

    def near(self, at: int, kind: str, reach: int = REACH) -> bool:
        """Whether a word of a list stands among the `reach` words before."""
        return any(map(self.rules[kind].__contains__, self.words[max(0, at - reach) : at]))

    def phrase_after(self, index: int) -> list[str]:
        """The words of the noun phrase that a name opens: up to a mark or a small word, four at most."""
        words: list[str] = []
        for at in range(self.last[index] + 1, min(self.last[index] + 5, len(self.words))):
            ended = re.search(r"[^\s'-]", self.text_between(at - 1, at))
            if (
                ended
                or self.words[at] in self.rules["small"]
                or (words and self.words[at] in self.rules["verbs"])
            ):
                break
            words.append(self.words[at])
        return words

    def phrase_before(self, index: int) -> list[str]:
        """The words of the noun phrase that an adjective ends: back to a preposition other than "of"."""
        words: list[str] = []
        for at in range(self.first[index] - 1, max(-1, self.first[index] - 5), -1):
            if self.ends_clause(at) or self._relation(self.words[at]) not in ("", "of_or_from"):
                break
            words.insert(0, self.words[at])
        return words

    def is_subject(self, index: int) -> bool:
        """A name that no preposition governs: it opens its clause, or only an opener stands before it."""
        at = self.first[index] - 1
        while at >= 0 and self.words[at] in self.rules["skip"] and not self.ends_clause(at):
            at -= 1
        if at < 0 or self.ends_clause(at) or "," in self.text_between(at, at + 1):
            return True
        word = self.words[at]
        if word in self.rules["openers"] or word.isdigit() or self.capital(at):
            return True
        last = index
        while last + 1 < len(self.named) and self.joined(last + 1):
            last += 1
        following = self.last[last] + 1
        if following >= len(self.words) or self.text_between(following - 1, following).strip():
            return False
        word, before = self.words[following], self.words[at]
        verbal = not self.rules.adjective_follows and word.endswith(("ed", "s"))
        if word in self.rules["verbs"] or (verbal and before not in self.rules["verbs"]):
            return True
        coordinated = any(one in self.rules["and"] for one in self.words[at + 1 : self.first[index]])
        opening = self.words[self.start(at)]
        fronted = bool(self._relation(opening)) or opening in self.rules["other"]
        return (coordinated or fronted) and (word in self.rules["pronouns"] or not self.small(following))

    def _small_letter(self, at: int) -> bool:
        return at < len(self.words) and self.sentence.text[self.sentence.split.starts[at]].islower()

    def capital(self, at: int) -> bool:
        start = self.sentence.split.starts[at]
        return self.sentence.text[start].isupper() and start > 0
