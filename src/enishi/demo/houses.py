"""What institutions of the demo say of their work and their towns, the pinned one's risk book, and an application that waits."""

import uuid
from datetime import date, timedelta
from random import Random

from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.common.actor import Actor
from enishi.common.clock import ago, today
from enishi.common.workflow import Channel
from enishi.demo.people import employ, pinned
from enishi.institutions.continuity import save_post, share_book
from enishi.institutions.declaration_rules import wording_on
from enishi.institutions.declarations import declare
from enishi.institutions.joining import APPLICANT, Applicant, apply_for_institution
from enishi.institutions.listed import ListedFacility
from enishi.institutions.members import invite
from enishi.institutions.models import Institution
from enishi.institutions.reality import save_reality
from enishi.institutions.region import decide_fact, propose_facts
from enishi.institutions.region_questions import QUESTIONS

NEARLY_A_YEAR = timedelta(days=345)

REALITY = {
    "alone_by_day": "sometimes", "alone_at_night": "one_backed", "called_at_night": "直近12か月で月に3回",
    "cover_for_leave": "同じ法人の見本病院から代診。前月10日までに相談", "leave_taken": "13",
    "transfer_hospital": "見本救命救急センター", "transfer_minutes": "35", "transfers_a_year": "62",
    "advice": "見本大学病院と画面で相談（平日）。夜間は電話", "beyond_own_field": "broad", "full_time_doctors": "8",
    "part_time_doctors": "12", "senior_doctors": "5", "clerks": "4", "nurses_by_day": "6", "nurses_at_night": "5",
    "outpatients_a_day": "22", "inpatients_each": "8", "home_visits": "26",
    "home_visits_how": "看護師が同行し、事務が運転します。片道20分まで", "records": "electronic",
    "records_vendor": "見本カルテ（2024年に更新）", "records_from_home": "yes", "imaging": "X線、CT、腹部・心エコー",
    "imaging_at_night": "called", "lab_at_night": "called",
}  # fmt: skip
LITTLE = {
    "clinic": ({"alone_by_day": "always", "alone_at_night": "none", "transfer_minutes": "28"},
               {"alone_by_day": "always", "alone_at_night": "on_call", "full_time_doctors": "1"}),
    "hospital": ({"alone_at_night": "one_backed", "full_time_doctors": "7", "clerks": "3", "imaging_at_night": "called"},
                 {"alone_at_night": "two", "full_time_doctors": "14", "lab_at_night": "at_once"}),
}  # fmt: skip
REGION = {
    "station": "駅から役場まで車で8分（見本）", "last_train": "午後8時台（見本）", "airport": "車で95分（見本）",
    "centre_hospital": "市内。救命救急センターまで車で70分（見本）", "snow": "積もる日は年に75日ほど（見本）",
    "disasters": "津波の浸水想定あり。病院は高台（見本）", "rent": "2LDKで月4万8千円ほど（見本）",
    "shops": "大型の店が3軒、午後9時まで（見本）", "broadband": "市の中心は光回線（見本）",
    "day_care": "12園、待機なし（見本）", "schools": "小学校13、中学校8、高校3（見本）",
    "care_homes": "特別養護老人ホーム4（見本）", "pharmacies": "薬局20、歯科15（見本）",
    "industries": "漁業、林業、木炭（見本）", "festivals": "9月の秋祭り、海釣り（見本）",
    "honest_1": "新幹線の駅まで、車で70分かかります（見本）", "honest_2": "夏でも霧で肌寒い日が続くことがあります（見本）",
    "voice": "「魚がおいしく、朝が静かです」60代・移住8年目（見本）",
}  # fmt: skip
WAITING = {"honest_3": "大きな書店はなく、取り寄せになります（見本）", "snow": "積もる日は年に78日（見本）"}
POSTS = (
    ("院長", ["内科"], 1957, (2, 3)),
    ("内科部長", ["内科", "消化器内科"], 1962, (3, 3)),
    ("内科（若手）", ["内科"], 1986, None),
    ("整形外科部長", ["整形外科"], 1960, (1, 9)),
    ("整形外科（非常勤・水曜）", ["整形外科"], 1955, (2, 3)),
    ("小児科（非常勤・週3日）", ["小児科"], 1954, (1, 3)),
    ("外科部長", ["外科"], 1970, None),
)


def declared(institution: Institution, desk: Actor, *, nearly_over: bool = False) -> None:
    """The yearly declaration by telephone; nearly over: so long ago that a new one is due next month."""
    with ago(NEARLY_A_YEAR if nearly_over else timedelta(days=60)):
        answers = {code: False for code, _, _ in wording_on(today()).items}
        declare(institution=institution, by=desk.by(Channel.PHONE), answers=answers, declarer="事務長")


def describe(institution: Institution, by: Actor, rng: Random) -> None:
    """A few answers, as most institutions give at first; some give none."""
    known = LITTLE.get(institution.kind)
    if known and rng.random() < 0.7:
        as_of = today() - timedelta(days=rng.randrange(20, 200))
        save_reality(institution=institution, by=by, answers=rng.choice(known), as_of=as_of, said_by="事務長")


def tell_of_pinned(institution: Institution, staff: Actor, desk: Actor) -> None:
    """Everything the pinned institution has told, its book, its administrator, and what waits at the desk."""
    manager = pinned("manager")
    admin = employ(manager.email, manager.name, manager.role, institution.organisation)
    save_reality(
        institution=institution, by=staff, answers=REALITY, as_of=today() - timedelta(days=12), said_by="事務長"
    )
    questions = {q.key for q in QUESTIONS}
    known = {key: text for key, text in REGION.items() if key in questions}
    as_of = today() - timedelta(days=20)
    for fact in propose_facts(institution=institution, by=staff, answers=known, source="見本の市の担当者", as_of=as_of):
        decide_fact(fact=fact, by=desk, show=True)
    propose_facts(institution=institution, by=staff, answers=WAITING, source="見本の市の担当者", as_of=today())
    for label, services, born, ends in POSTS:
        until = date(today().year + ends[0], ends[1], 1) if ends else None
        save_post(institution=institution, by=admin, label=label, services=services, born=born, until=until)
    share_book(institution=institution, by=admin, shared=False)
    invite(
        institution=institution,
        by=admin,
        mail="chiiki@hospital.example.jp",
        name="地域医療係 見本",
        role=Role.INSTITUTION_STAFF,
    )


LISTED = (
    ("見本浜病院", "みほんはまびょういん", 66),
    ("見本岬病院", "みほんみさきびょういん", 120),
    ("見本浜第二病院", "みほんはまだいにびょういん", 48),
)
"""Lines of a national list that does not exist, so that its search can be tried."""


def list_samples(place: Municipality) -> None:
    for number, (name, kana, beds) in enumerate(LISTED, 1):
        row = ListedFacility(
            number=f"MIHON{number:04d}",
            name=name,
            kana=kana,
            corporation="医療法人 見本浜会",
            prefecture=place.prefecture,
            municipality=place,
            address=f"{place.prefecture.name}{place.name}見本浜{number}-2",
            beds_total=beds,
            source="見本の一覧（架空）",
            edition=date(today().year, 6, 1),
        )
        row.fold()
        row.save()


def apply_once(place: Municipality) -> None:
    """A house that applied yesterday and waits for the call back; the list tells its beds otherwise."""
    list_samples(place)
    with ago(timedelta(days=1)):
        apply_for_institution(
            key=uuid.uuid4(),
            applicant=Applicant(
                name="申込 はるか",
                position="事務長",
                phone="0194000123",
                mail="apply@hospital.example.jp",
                wish="内科の常勤医が来年3月に退職します。週2日からでもお願いしたいです。",
            ),
            by=APPLICANT,
            name="見本浜病院",
            kind="hospital",
            beds=60,
            corporation="医療法人 見本浜会",
            municipality=place,
            address=f"{place.prefecture.name}{place.name}見本浜1-2",
            phone="0194000124",
            contact_name="事務長",
        )
