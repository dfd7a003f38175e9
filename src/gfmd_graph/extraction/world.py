"""What extraction knows of the world, all of it from `ontology/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gfmd_graph.knowledge.cues import CueBook, load_cues
from gfmd_graph.knowledge.languages import Languages, load_languages
from gfmd_graph.knowledge.lexicon import Lexicon, load_lexicon
from gfmd_graph.knowledge.similarity import Similarity, load_similarity
from gfmd_graph.knowledge.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class World:
    vocabulary: Vocabulary
    lexicon: Lexicon
    languages: Languages
    ontology: Path

    def cues(self, language: str) -> CueBook:
        return load_cues(self.ontology, language)

    @property
    def similarity(self) -> Similarity:
        return load_similarity(self.ontology)


@lru_cache
def load_world(ontology: Path) -> World:
    """Everything that extraction reads from an ontology folder. Raises `Problem`."""
    return World(
        load_vocabulary(ontology),
        load_lexicon(ontology),
        load_languages(ontology),
        ontology,
    )
