"""Choices on a form: which of the words side by side is marked."""

import re
from dataclasses import replace

from enishi.openings.reading.line import Item, Line
from enishi.openings.reading.once import once

_CHOICE_WORD = r"(?:定期)?非?常勤(?:医師?|職員)?|スポット|単発|定期|パート|アルバイト|嘱託|あり|なし|有|無|可|不可|要|不要|応相談|希望者のみ"
_CHOICES = re.compile(rf"(?:^|(?<=[\s・/、,|]))(?P<mark>[○〇◯◎●✓✔レ]?)\s?(?P<word>{_CHOICE_WORD})(?=[\s・/、,|(]|$)")


# 「常勤 ・ (非常勤)」: a ring drawn with brackets around one of the words side by side
_RINGED = re.compile(
    rf"(?:{_CHOICE_WORD})\s*[・/、]\s*[(<](?P<word>{_CHOICE_WORD})[)>]\s*(?=[・/、)]|$)"
    rf"|(?:^|[\s(])[(<](?P<first>{_CHOICE_WORD})[)>]\s*[・/、]\s*(?:{_CHOICE_WORD})(?=[\s・/、)]|$)"
)


_DAY = re.compile(r"(?:^|(?<=[\s・、/]))(?P<ring>[(○〇◯◎☑✓●])?\s?(?P<day>[月火水木金土日])(?:曜日?)?\)?(?=[\s・、/]|$)")


def _ringed_days(item: Item) -> Item | None:
    """Of a row of weekdays of which some have a ring, those: 「月 火 (水) 木 (金) 土」. Else None."""
    days = list(_DAY.finditer(item.text.split("\n")[0])) if item.about("days") else []
    bare = [one for one in days if not one["ring"]]
    if len(days) < 5 or not bare or len(bare) == len(days):
        return None
    words = list(item.text)
    for one in days:
        begin, end = one.span() if not one["ring"] else (one.start("ring"), one.start("day"))
        words[begin:end] = " " * (end - begin)
        if one["ring"]:
            words[one.end("day") : one.end()] = "曜" * min(1, one.end() - one.end("day")) + " " * max(
                0, one.end() - one.end("day") - 1
            )
    first, _, rest = "".join(words).partition("\n")
    legend = re.search(r"[←※(]?[^\s←※(]*[○〇◯]印[^\n]*", first)
    if legend:
        first = first[: legend.start()] + " " * len(legend.group()) + first[legend.end() :]
    return replace(item, text=first + ("\n" + rest if rest else ""))


def _circled(item: Item) -> Item | None:
    """The words side by side that have no circle before them blanked, where others have: 「常勤 ・ ○非常勤(定期)」. Else None."""
    if not item.about("employment", "night", "on_call", "housing", "recruiting") or re.search(r"[□☐☑☒■]", item.text):
        return None
    choices = list(_CHOICES.finditer(item.text.split("\n")[0]))
    bare = [one for one in choices if not one["mark"]]
    if len(choices) < 2 or not bare or len(bare) == len(choices):
        return None
    words = list(item.text)
    for one in bare:
        words[one.start() : one.end()] = " " * (one.end() - one.start())
    return replace(item, text="".join(words))


_OPTION = re.compile(
    r"(?:[(\[【]\s*(?P<mark>[〇○◯✓✔レ●]?)\s*[)\]】]|(?P<box>[□☐☑☒✓✔■]))\s*(?P<word>[^\s()\[\]【】□☐☑☒✓✔■、/]+)"
)


_OF_A_BOX = re.compile(r"(?:あり|なし|有|無|要|不要|可|不可|応?相談)")


@once
def ticked(item: Item) -> Item:
    """Of a choice on a form (（ ）常勤 （〇）非常勤 / ［ ］常勤 ［○］非常勤 / □常勤 ☑非常勤) the options that are not chosen are blanked."""
    if (
        item.about("employment")
        and (boxed := re.search(r"[【《\[]\s*((?:非)?常勤|スポット|単発|パート)[^】》\]]*[】》\]]", item.text))
        and re.search(r"・|/|、", item.text)
    ):
        return replace(item, text=boxed[0], start=item.start + boxed.start())
    if item.about("employment", "night", "on_call", "housing") and (ringed := _RINGED.search(item.text)):
        group = "word" if ringed["word"] else "first"
        return replace(item, text=ringed[group], start=item.start + ringed.start(group))
    if (circled := _circled(item) or _ringed_days(item)) is not None:
        return circled
    options = list(_OPTION.finditer(item.text))
    if len(options) < 2:
        return item
    chosen = [bool(one["mark"]) or ((one["box"] or "") in "☑☒✓✔■" and one["box"] is not None) for one in options]
    weekdays = all(re.fullmatch(r"[月火水木金土日](?:曜日?)?", one["word"]) for one in options)
    if (
        not any(chosen)
        and item.about("night", "on_call", "housing")
        and all(_OF_A_BOX.match(one["word"]) for one in options)
    ):
        return replace(item, text=" " * len(item.text))  # 「□あり □なし」: nobody has answered
    if not any(chosen) or (all(chosen) and not (weekdays and item.about("days"))):
        return item
    words = list(item.text)
    for one, is_chosen in zip(options, chosen, strict=True):
        if not is_chosen:
            words[one.start() : one.end()] = " " * (one.end() - one.start())
        elif not weekdays:
            words[one.start() : one.start("word")] = " " * (one.start("word") - one.start())
        elif weekdays and item.about("days"):
            words[one.start() : one.start("word")] = " " * (one.start("word") - one.start())
            if "曜" not in one["word"] and one.end() < len(words) and words[one.end()] == " ":
                words[one.end()] = "曜"
    return replace(item, text="".join(words))


_BOXED = re.compile(r"(?P<box>[□☐☑☒■])[ ]?(?P<word>(?![をにはが=])[^\s()□☐☑☒■、/=]+)(?!=)(?P<rest>(?:\([^()□☑■]*\))?)")


def without_unticked(line: Line) -> Line:
    """The line of a form, the choices without a tick blanked where others have one: 「職種 ■医師 □看護師」; places stay."""
    boxes = [*_BOXED.finditer(line.text)] if not re.search(r"[□■]を|[□■]\s*=", line.text) else []
    if (
        len({box["box"] in "□☐" for box in boxes}) < 2
        or len(re.findall(r"[□☐☑☒■](?=\s{2}|\s*$|\s[□☐☑☒■×])", line.text)) > 1
    ):
        return line
    words = line.text
    for box in boxes:
        begin, end = box.span() if box["box"] in "□☐" else (box.start(), box.start("word"))
        words = words[:begin] + " " * (end - begin) + words[end:]
    return Line(words, line.start, line.number)
