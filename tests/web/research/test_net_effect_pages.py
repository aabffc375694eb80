"""/research/net-effect: sums, single placements without a person, the file; nobody else may look."""

from datetime import timedelta

from enishi.audit.models import Entry
from enishi.common.clock import today
from enishi.physicians.actions import give_consent, withdraw_consent
from enishi.physicians.enums import ConsentKind
from enishi.research.editions import digest_of, latest, made, make_edition
from enishi.research.gathering import gather
from enishi.research.models import ResearchEdition
from research.made_records import employment, person, records
from web.look.pages import words

LATER = timedelta(days=40)


def kept_edition(n_few=8, n_many=7):
    rows = [employment(n, key=f"few{n}") for n in range(n_few)]
    rows += [employment(n + 50, key=f"many{n}", to_class="many", moved=False) for n in range(n_many)]
    tables = made(records([person(n) for n in range(12)], rows))
    return ResearchEdition.objects.create(until=today(), tables=tables, digest=digest_of(tables))


def test_the_page_tells_the_sum_the_scales_and_each_placement(world):
    edition = kept_edition()
    text = words(world.signed_in(world.researcher()).get("/research/net-effect").content.decode())
    assert "採用15件で6.0人分の勤務が加わり" in text and edition.snapshot in text
    assert "医師少数1.5、中程度1.0、医師多数0.5" in text
    assert "一人ひとりの先生や医療機関の点数ではありません" in text


def test_a_placement_has_a_page_without_a_person_and_an_unknown_one_has_none(world):
    kept_edition()
    client = world.signed_in(world.researcher())
    text = words(client.get("/research/net-effect/few3").content.decode())
    assert "区分が医師少数の圏域で勤務が始まりました" in text and "＋0.4人分" in text
    assert "久慈" not in text and "週4コマ" not in text
    assert client.get("/research/net-effect/nobody").status_code == 404


def test_the_file_has_every_line_and_its_taking_is_written_down(world):
    edition = kept_edition()
    response = world.signed_in(world.researcher()).get("/research/net-effect.csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("snapshot,table,key,label,placements,fte,moved_index")
    assert f"{edition.snapshot},class,few,医師少数,8,3.2,3.2" in response.content.decode()
    assert Entry.objects.filter(action="export:net_effect").count() == 1


def test_before_the_first_edition_the_page_says_when_it_comes(world):
    client = world.signed_in(world.researcher())
    assert "月が変わった夜" in client.get("/research/net-effect").content.decode()
    assert client.get("/research/net-effect/few3").status_code == 404
    assert world.signed_in(world.ms_miura).get("/research/net-effect").status_code == 403


def test_only_who_agreed_to_research_is_counted_and_who_takes_it_back_is_not(world):
    agrees, silent = world.physician(), world.physician()
    withdraw_consent(physician=silent, kind=ConsentKind.RESEARCH, by=world.ms_miura)
    give_consent(physician=agrees, kind=ConsentKind.RESEARCH, by=world.ms_miura)
    world.candidacy("working", physician=agrees)
    world.candidacy("working", physician=silent)
    found = gather(today() + LATER)
    assert len(found.people) == 1 == len(found.employments)
    (row,) = found.employments
    assert row.to_class and row.to_need["index"] > 0 and row.half_days > 0 and row.moved
    assert agrees.number not in repr(found)
    withdraw_consent(physician=agrees, kind=ConsentKind.RESEARCH, by=world.ms_miura)
    assert gather(today() + LATER).people == []


def test_an_edition_is_made_once_a_month_and_names_itself_by_its_tables(world):
    made_now = make_edition(today())
    assert made_now is not None and make_edition(today()) is None and make_edition(today() - LATER) is None
    assert latest() == made_now and made_now.digest == digest_of(made_now.tables)
    assert made_now.snapshot == f"{today():%Y-%m}-{made_now.digest[:8]}"


def test_the_curves_by_kind_are_told_with_their_test_and_small_groups_are_not(world):
    rows = [employment(n, days=300 + n, half_days=8, left=n < 4, cause="pay" * (n < 4)) for n in range(14)]
    rows += [employment(20 + n, days=200 + n, left=n < 6, cause="health" * (n < 6)) for n in range(13)]
    tables = made(records(employments=rows))
    ResearchEdition.objects.create(until=today(), tables=tables, digest=digest_of(tables))
    client = world.signed_in(world.researcher())
    text = words(client.get("/research/retention/kinds").content.decode()).replace(" ", "")
    assert "勤務の時間ごと" in text and "ログランク検定" in text and "10〜19件" in text
    assert "離職10件の" in text and "ご本人の健康非公表" in text
    lines = client.get("/research/retention/kinds.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith("months,stays,low95,high95") and any(",time,full," in line for line in lines)
