"""Which of several readings of one advertisement is taken."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from enishi.openings.reading import choice, learnt, read_text
from enishi.openings.reading.again import MOST_TOLD, Again
from enishi.openings.reading.facts import with_spans
from enishi.openings.reading.lines import lines_of
from enishi.openings.reading.normal import normalise
from enishi.openings.reading.reader import every_outcome
from enishi.openings.reading.scoring import score

CORPUS = Path(__file__).with_name("corpus")

TWO_POSTS = """町立はまなす病院（岩手県岩泉町）
医師募集のご案内

内科　常勤　1名　年俸1,500万円　週5日
外科　非常勤　1名　日給9万円　週2日

お問い合わせ　事務局"""


BY_TURNS = """みなとの丘病院、産婦人科と小児科の医師を公募　久慈市

　岩手県久慈市は３日、市立みなとの丘病院で働く医師の公募を始めた。産婦人科は２人、小児科は１人で、いずれも常勤。

　産婦人科の年収は２６００万円から。当直が月５回あり、６０歳以下の医師に限る。小児科は年収１９００万円で、当直はない。

　市は病院の近くに一戸建ての住宅を用意し、どちらの科の医師にも無料で貸す。任期は３年で、更新できる。"""


def _exact(name: str, openings: list[dict[str, object]]) -> float:
    told = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    return score([(name, told, {"openings": openings, "out_of_scope": None})]).exact_share


@pytest.mark.parametrize("name", ["other_w_06", "other_y_19"])
def test_where_the_rules_part_a_text_wrongly_a_better_reading_is_taken(name: str) -> None:
    text = (CORPUS / f"{name}.txt").read_text(encoding="utf-8")
    source = normalise(text)
    rules = next(iter(every_outcome(source)))
    by_rules = _exact(name, [with_spans(source, facts).to_json() for facts in rules.openings])
    taken = _exact(name, [opening.to_json() for opening in read_text(text).openings])
    assert taken > by_rules + 0.1


def test_the_reading_of_the_rules_comes_first_and_stands_unless_another_is_clearly_better() -> None:
    assert choice.chosen([4.0, 4.0 + choice.SURE]) == 0
    assert choice.chosen([4.0, 3.0, 4.1 + choice.SURE]) == 2
    assert choice.chosen([4.0]) == 0
    source = normalise(TWO_POSTS)
    outcomes = list(every_outcome(source))
    assert len(outcomes) > 1
    assert choice.best(iter(outcomes), source.text) in outcomes
    assert choice.best(iter(outcomes[:1]), source.text) is outcomes[0]


def test_a_reading_beyond_doubt_is_taken_without_asking_for_others() -> None:
    source = normalise(TWO_POSTS)

    def only_one() -> object:
        yield next(iter(every_outcome(source)))
        raise AssertionError("another way was tried")

    sure = {"all tell pay": (choice.BEYOND_DOUBT,)}
    assert choice.best(only_one(), source.text, known=sure) is not None  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="another way"):
        choice.best(only_one(), source.text, known={"all tell pay": (choice.BEYOND_DOUBT - 0.1,)})  # type: ignore[arg-type]


def test_readings_that_come_near_to_the_rules_own_are_looked_at_again_and_the_surest_is_taken() -> None:
    assert choice.near_to_first([5.0, 5.1 - choice.NEAR, 4.9 - choice.NEAR, 9.0]) == [0, 1, 3]
    source = normalise(BY_TURNS)
    outcomes = list(every_outcome(source))
    surest = choice.different(outcomes, source.text)[-1][0]
    assert surest is not outcomes[0]
    near = {"votes": (0.1,)}  # all of them

    def again(outcome: choice.Outcome) -> dict[str, float]:
        return {"facts told wrong": 0.0 if outcome is surest else 20.0}

    assert choice.best(iter(outcomes), source.text, again, near) is surest
    assert choice.best(iter(outcomes), source.text, lambda _: None, near) is outcomes[0]


def test_a_second_look_is_sure_of_posts_that_stand_apart_and_looks_at_no_long_list() -> None:
    source = normalise(BY_TURNS)
    again = Again(source, lines_of(source.text))
    apart = choice.different(list(every_outcome(source)), source.text)
    posts = {len(outcome.openings): again.signs(outcome) for outcome, _ in apart}
    one, two = posts[1], posts[2]
    assert one is not None and two is not None
    assert two["sure of the least sure post"] > one["sure of the least sure post"]
    assert two["facts told wrong"] < one["facts told wrong"]
    assert set(learnt.weights("sure_weights.txt")) <= set(apart[0][1]) | set(two)
    outcome = apart[0][0]
    many = replace(
        outcome, openings=[*outcome.openings] * (MOST_TOLD + 1), told_by=[*outcome.told_by] * (MOST_TOLD + 1)
    )
    assert again.signs(many) is None
    assert again.openings(many) == many.openings


def test_nothing_is_chosen_of_a_text_that_tells_nothing() -> None:
    assert choice.best(every_outcome(normalise("。")), "。") is None


def test_every_weight_is_of_a_sign_that_readings_show_and_ways_that_agree_count_together() -> None:
    source = normalise(TWO_POSTS)
    outcomes = list(every_outcome(source))
    apart = choice.signs([*outcomes, outcomes[0]], source.text)
    assert set(learnt.weights("choice_weights.txt")) <= set(apart[0][1])
    assert apart[0][1]["votes"] >= 2 / (len(outcomes) + 1)
    assert sum(shown["votes"] for _, shown in apart) == pytest.approx(1.0)
    assert len({outcome.key() for outcome, _ in apart}) == len(apart)


def test_a_long_list_is_read_in_one_way_alone() -> None:
    rows = "\n".join(f"{n} ひばり{n}病院 高知市 内科 常勤1名 年俸1,500万円 週5日 当直なし" for n in range(1, 181))
    source = normalise(f"高知県の医師求人一覧\n\n{rows}\n")
    assert len(source.text) > 6000
    assert len(list(every_outcome(source))) == 1


def _posts_of(text: str) -> list[tuple[object, object]]:
    return [(o["specialties"], o["employment"]) for o in read_text(text).to_json()["openings"]]


def test_posts_whose_first_words_look_alike_are_told_from_lines_of_one() -> None:
    source = normalise(TWO_POSTS)
    told = {len(outcome.openings): shown for outcome, shown in choice.signs(list(every_outcome(source)), source.text)}
    assert told[2]["first words alike"] == 1.0
    alone = normalise(TWO_POSTS.replace("外科　非常勤　1名　日給9万円　週2日", "お待ちしています。"))
    (_, shown), *_ = choice.signs(list(every_outcome(alone)), alone.text)
    assert shown["first words alike"] == shown["labels alike"] == 0.0


def test_posts_in_columns_without_a_heading_are_posts_each() -> None:
    text = """医師会報　学校医の後任をさがしています

　三校の学校医（非常勤）が退かれます。任期は4月1日から2年です。

　　びわの里小学校　　　内科　　　　おひとり　　年額 24万円
　　　健診は5月の木曜午後に3回。
　　賤ヶ岳北中学校　　　眼科　　　　おひとり　　年額 11万円
　　　健診は6月の水曜午後に1回。

　お申し出は医師会事務局まで。"""
    assert _posts_of(text) == [(["内科"], ["part_time"]), (["眼科"], ["part_time"])]


def test_a_paragraph_that_also_seeks_somebody_is_a_post_of_its_own_and_one_that_goes_on_is_not() -> None:
    first = "ひなた診療所（長野県飯田市）では、内科の常勤医を1名募集しています。年俸は1,500万円、週5日です。"
    also = "それから、土曜の午前だけ手伝ってくださる皮膚科の先生（非常勤）もさがしています。半日45,000円です。"
    goes_on = "また、訪問診療もお願いしています。"
    assert len(_posts_of(f"{first}\n\n{also}\n\nお問い合わせは事務長まで。")) == 2
    assert len(_posts_of(f"{first}\n\n{goes_on}\n\nお問い合わせは事務長まで。")) == 1


def test_headings_between_bars_with_and_without_a_gap_begin_posts() -> None:
    text = """いすみ里山クリニック（千葉県いすみ市）　医師募集

=== 常勤医師（1名）===
診療科：内科、外科
年俸：1,800万円〜

=== 非常勤医師・日中（2名）===
診療科：内科
時給：11,500円

=== 非常勤医師・夜間（若干名）===
拠点に泊まっていただき、往診にあたります。診療科は問いません。
報酬：1回 48,000円"""
    assert [kind for _, kind in _posts_of(text)] == [["full_time"], ["part_time"], ["part_time"]]


def test_so_many_of_each_beside_departments_of_a_card_makes_a_post_of_each() -> None:
    card = "◆ うしおかぜ総合病院　　常勤\n　循環器科・神経内科　{}\n　勤務地　愛知県蒲郡市\n　年俸　1,700万円\n　勤務　週5日"
    each = [names for names, _ in _posts_of(f"医師求人\n\n{card.format('各1名の募集です')}")]
    assert each == [["循環器内科"], ["脳神経内科"]]
    assert len(_posts_of(f"医師求人\n\n{card.format('いずれか1名の募集です')}")) == 1


def test_what_is_only_thought_of_is_no_post_that_is_over() -> None:
    text = """ひなた病院（愛媛県宇和島市）　医師募集

１　産婦人科　常勤　1名　年俸1,900万円　週5日
２　小児科　非常勤　1名　日給9万円　週2日

なお、麻酔科については{}。"""
    assert len(_posts_of(text.format("院内で検討中で、募集が決まりましたら改めてご連絡します"))) == 2
    assert len(_posts_of(text.format("先月お願いした募集を取り下げます"))) == 3


def test_points_below_the_heading_common_terms_hold_for_rows_and_a_row_that_seeks_nobody_is_none() -> None:
    text = """下記のとおり嘱託産業医（非常勤）のご紹介をお願いいたします。

事業場\t所在地\t訪問日\t月額報酬\t備考
亀山工場\t三重県亀山市\t毎月 第2木曜 13:30〜15:30\t80,000円\t有害業務あり
甲賀物流センター\t滋賀県甲賀市\t毎月 第4火曜 10:00〜11:30\t50,000円\t新規選任
本社\t三重県津市\t―\t―\t専属産業医在籍のため今回は対象外

共通事項
　・日本医師会認定産業医であること。臨床の専門科は不問
　・夜間・休日の当直や待機はお願いしません"""
    openings = read_text(text).to_json()["openings"]
    assert [o["institution"] for o in openings] == ["亀山工場", "甲賀物流センター"]
    assert [(o["any_specialty"], o["night_duty"]) for o in openings] == [(True, "none")] * 2
