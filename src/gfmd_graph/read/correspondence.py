"""What of a mail's text is its own: no greeting, no signature, no earlier mails, nor who wrote to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gfmd_graph.read.assemble import typed_label

_FORWARD = re.compile(
    r"\s*(?:-{2,}\s*(?:Forwarded message|Message transf[ée]r[ée]|Mensaje reenviado|Weitergeleitete Nachricht)"
    r"|Begin forwarded message|D[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
    r"|Inicio del mensaje reenviado)",
    re.I,
)
_EARLIER = re.compile(
    r"\s*(?:-{2,}\s*(?:Original Message|Message d['’]origine|Message original|Mensaje original)"
    r"|On\b.{6,200}\bwrote\s*:|Le\b.{6,200}\ba [ée]crit\s*:|El\b.{6,200}\bescribi[óo]\s*:)\s*-*\s*$",
    re.I,
)
_WHO = re.compile(r"[*\s]*(?:From|De|Von)[*\s]*:[*\s]*\S", re.I)
_FIELD = re.compile(
    r"[*\s]*(?:From|Sent|To|Cc|Bcc|Subject|Date|Reply-To|Attachments?|Importance|De|Envoy[ée](?: le)?|À|A"
    r"|Pour|Objet|Enviado(?: el)?|Para|Asunto|Fecha|Pi[èe]ces? jointes?|Datos adjuntos"
    r"|R[ée]pondre [àa])[*\s]*:",
    re.I,
)
_GREETING = re.compile(
    r"\s*(?:Dear|Hello|Hi|Good (?:morning|afternoon|evening)|Greetings|Bonjour|Bonsoir|Chers?|Ch[èe]res?"
    r"|Madame|Monsieur|Mesdames|Estimad[oa]s?|Querid[oa]s?|Hola|Buen(?:os|as) (?:d[íi]as|tardes))\b",
    re.I,
)
_CLOSING = re.compile(
    r"\s*(?:(?:With |Kind |Warm |Warmest |Best |Very best )+(?:regards|wishes|thanks)|Best|Regards|Sincerely"
    r"|(?:Yours|In solidarity|Respectfully)(?: \w+)?|Cheers"
    r"|(?:Many )?(?:thanks|thank you)(?: again| all| so much| a lot| very much| in advance| everyone)*"
    r"|(?:Bien |Tr[èe]s )?cordialement|(?:Sinc[èe]res |Meilleures |Cordiales )?salutations(?: \w+)?"
    r"|Amicalement|Bien à (?:vous|toi)|Respectueusement|Merci(?: beaucoup| d['’]avance| à tous| encore)*"
    r"|(?:Un )?(?:cordial )?saludos?(?: \w+)?|Atentamente|Cordialmente|(?:Un )?abrazos?"
    r"|(?:Muchas )?gracias(?: por todo| a todos| de antemano)*)\s*[,.!–-]*\s*$",
    re.I,
)
_DASHES = re.compile(r"--\s?$|_{5,}\s*$")
_MACHINE = re.compile(
    r"\s*(?:Sent from my|Get Outlook for|Envoy[ée] (?:de|depuis) mon|Enviado desde mi|Obtener Outlook"
    r"|(?:This|Ce|Cet|Este|El presente)\s+(?:e-?mail|message|courriel|mensaje|correo)\b.{0,200}confiden[ct])",
    re.I | re.S,
)
_TO_READER = re.compile(
    r"\b(?:(?:please|kindly) (?:find|see|let me)|(?:attached|below|here) (?:is|are|you will find)"
    r"|as (?:agreed|promised)|I (?:send|am sending|attach)"
    r"|comme (?:convenu|promis)|ci-(?:joint|dessous)|dites-moi|je (?:vous|t['’])\s?envoie"
    r"|veuillez|voici (?:le|les|mes|nos)"
    r"|como (?:acordamos|promet[íi]|qued[óo])|(?:les|te|le) (?:env[íi]o|mando|adjunto)"
    r"|adjunt[oa]|a continuaci[óo]n|aqu[íi] (?:van?|est[áa]n?))\b",
    re.I,
)
_MOST_COVER = 600
_MOST_BEFORE_FORWARD = 40
_MOST_GREETING = 60
_MOST_SIGNATURE_LINES = 12
_MOST_SIGNATURE_WIDTH = 70
_REPORT_WORDS = 40
_REPORT_LINES = 100


def own_lines(lines: Sequence[str], forwarded: bool) -> list[int]:
    """The indices of the lines to read; blank lines between them stay.

    `forwarded`: the subject says that the mail passes another one on, which is read when little is said
    before it.
    """
    own, rest = _parted(lines, list(range(len(lines))), forwarded)
    if rest and len(_words(lines, own)) < _MOST_BEFORE_FORWARD:
        own, _ = _parted(lines, _without_fields(lines, rest), forwarded=False)
    own = [index for index in own if not lines[index].lstrip().startswith(">")]
    return _without_greeting(lines, _without_signature(lines, own))


def _parted(lines: Sequence[str], indices: Sequence[int], forwarded: bool) -> tuple[list[int], list[int]]:
    """What stands before the earlier mail, and the mail that was passed on."""
    own: list[int] = []
    position = 0
    while position < len(indices):
        line = lines[indices[position]]
        after = [lines[index] for index in indices[position + 1 : position + 7]]
        if _FORWARD.match(line):
            return own, [*indices[position + 1 :]]
        introduction = _introduction_length(line, after)
        headed = bool(_WHO.match(line)) and sum(bool(_FIELD.match(each)) for each in after) >= 2
        if introduction and any(each.lstrip().startswith(">") for each in after):
            # Answers may stand below the lines that are quoted with a sign.
            position += introduction
        elif introduction or headed:
            return own, [*indices[position + introduction :]] if forwarded else []
        else:
            own.append(indices[position])
            position += 1
    return own, []


def _introduction_length(line: str, after: Sequence[str]) -> int:
    """How many lines say "On ... wrote:"; 0 where none does."""
    if _EARLIER.match(line):
        return 1
    return 2 if after and not typed_label(line) and _EARLIER.match(f"{line} {after[0]}") else 0


def _without_fields(lines: Sequence[str], indices: Sequence[int]) -> list[int]:
    """Without the lines on top that say who wrote to whom, and the lines that these run on to."""
    position = 0
    seen = False
    while position < len(indices):
        line = lines[indices[position]]
        if _FIELD.match(line):
            seen = True
        elif not (seen and line[:1].isspace()) if line.strip() else seen:
            break
        position += 1
    return [*indices[position:]]


def _without_signature(lines: Sequence[str], indices: Sequence[int]) -> list[int]:
    own: list[int] = []
    position = 0
    while position < len(indices):
        line = lines[indices[position]]
        if _DASHES.match(line) or _MACHINE.match(line):
            break
        if _CLOSING.match(line):
            position += 1 + _signature_length(lines, indices[position + 1 : position + _REPORT_LINES])
            # A report may stand below the letter that brings it.
            if len(_words(lines, indices[position : position + _REPORT_LINES])) < _REPORT_WORDS:
                break
            continue
        own.append(indices[position])
        position += 1
    return own


def _signature_length(lines: Sequence[str], indices: Sequence[int]) -> int:
    """How many of these lines, right after a closing phrase, are short ones of a signature."""
    full = 0
    for position, index in enumerate(indices):
        line = lines[index].strip()
        is_text = len(line) > _MOST_SIGNATURE_WIDTH or typed_label(line) or line.endswith("?")
        if is_text or full == _MOST_SIGNATURE_LINES:
            return position
        full += bool(line)
    return len(indices)


def _without_greeting(lines: Sequence[str], indices: Sequence[int]) -> list[int]:
    first = next((position for position, index in enumerate(indices) if lines[index].strip()), None)
    if first is None:
        return []
    line = lines[indices[first]].strip()
    greets = _GREETING.match(line) and len(line) <= _MOST_GREETING and (line[-1] in ",:!.;" or len(line) < 30)
    return _without_cover(lines, indices[first + 1 :]) if greets else [*indices[first:]]


def _without_cover(lines: Sequence[str], indices: Sequence[int]) -> list[int]:
    """Without a first paragraph that speaks to the reader of the letter, where a report stands below it."""
    filled = [position for position, index in enumerate(indices) if lines[index].strip()]
    begin = filled[0] if filled else len(indices)
    end = next((n for n in range(begin, len(indices)) if not lines[indices[n]].strip()), len(indices))
    letter = " ".join(lines[index] for index in indices[begin:end])
    below = _words(lines, indices[end : end + _REPORT_LINES])
    speaks = len(letter) <= _MOST_COVER and _TO_READER.search(letter)
    return [*indices[end:]] if speaks and len(below) >= _REPORT_WORDS else [*indices]


def _words(lines: Sequence[str], indices: Sequence[int]) -> list[str]:
    return " ".join(lines[index] for index in indices).split()
