"""Some sixty institutions that do not exist, in municipalities that do."""

from dataclasses import dataclass

from enishi.accounts.roles import Role
from enishi.areas.models import Municipality
from enishi.common.actor import Actor
from enishi.demo.houses import declared
from enishi.demo.people import employ, pinned
from enishi.institutions.actions import activate_institution, register_institution
from enishi.institutions.models import Institution

CORPORATIONS = {
    "灯": ("医療法人 灯台守会", "灯台守グループ"),
    "霧": ("社会医療法人 霧笛会", "灯台守グループ"),
    "星": ("医療法人社団 星見会", ""),
    "綿": ("医療法人 綿雲会", "綿雲グループ"),
    "茜": ("医療法人財団 茜雲会", "綿雲グループ"),
    "澪": ("公益財団法人 澪標医療財団", ""),
    "里": ("里山広域医療組合（見本）", ""),
    "島": ("島じま医療組合（見本）", ""),
    "雪": ("雪国広域医療組合（見本）", ""),
    "実": ("社会福祉法人 実りの丘", ""),
    "月": ("医療法人社団 月影会", ""),
    "風": ("医療法人 風待会", ""),
}
"""Letter in the table below: corporation and the group it belongs to."""

# name | kind | prefecture | municipality | corporation | beds
TABLE = """
灯台が丘記念病院|hospital|03|久慈市|灯|148
霧笛町診療所|clinic|01|浦河町|霧|0
流氷みなと病院|hospital|01|紋別市|霧|120
牧草が原診療所|clinic|01|別海町|雪|0
雪あかり記念病院|hospital|01|名寄市|雪|99
白樺みち診療所|clinic|01|新得町|雪|0
鰊御殿前病院|hospital|01|岩内町|霧|80
津軽野ひだまり診療所|clinic|02|五所川原市|雪|0
下北灯台病院|hospital|02|むつ市|灯|110
種差みどり診療所|clinic|02|階上町|灯|0
遠野語り部診療所|clinic|03|遠野市|里|0
三陸汐待ち病院|hospital|03|釜石市|灯|96
奥羽木もれび診療所|clinic|03|西和賀町|雪|0
栗駒ふもと病院|hospital|04|栗原市|里|90
牡鹿なぎさ診療所|clinic|04|女川町|灯|0
鹿角きりたんぽ通り診療所|clinic|05|鹿角市|雪|0
男鹿風待ち病院|hospital|05|男鹿市|風|84
庄内稲穂の里病院|hospital|06|酒田市|綿|132
最上川ほとり診療所|clinic|06|大蔵村|綿|0
奥会津囲炉裏診療所|clinic|07|只見町|雪|0
相双海鳴り病院|hospital|07|南相馬市|灯|105
常陸大麦の里病院|hospital|08|常陸大宮市|里|98
那須杉並木診療所|clinic|09|大田原市|里|0
上州湯けむり記念病院|hospital|10|長野原町|星|76
秩父札所みち診療所|clinic|11|小鹿野町|星|0
外房波乗り診療所|clinic|12|鴨川市|澪|0
佐渡朱鷺いろ病院|hospital|15|佐渡市|島|102
魚沼雪むろ診療所|clinic|15|津南町|雪|0
能登塩田の里病院|hospital|17|珠洲市|澪|72
輪島朝市通り診療所|clinic|17|輪島市|澪|0
若狭水仙みさき病院|hospital|18|小浜市|澪|88
木曽檜の香診療所|clinic|20|木曽町|星|0
信濃星見台病院|hospital|20|大町市|星|140
飛騨合掌の里診療所|clinic|21|白川村|星|0
奥三河茶臼の里病院|hospital|23|新城市|月|92
伊豆磯笛診療所|clinic|22|下田市|澪|0
熊野灘みかん丘病院|hospital|24|尾鷲市|月|81
湖北余呉の里診療所|clinic|25|長浜市|月|0
丹後ちりめん通り病院|hospital|26|京丹後市|月|118
但馬こうのとりの里診療所|clinic|28|豊岡市|綿|0
吉野葛の花診療所|clinic|29|吉野町|月|0
紀南梅の香病院|hospital|30|田辺市|月|124
因幡砂丘みち診療所|clinic|31|岩美町|綿|0
隠岐かもめ診療所|clinic|32|海士町|島|0
石見神楽の里病院|hospital|32|浜田市|茜|108
備中備前焼の里診療所|clinic|33|高梁市|茜|0
備北霧の海病院|hospital|34|三次市|茜|135
周防大島みかん診療所|clinic|35|周防大島町|島|0
祖谷かずら橋診療所|clinic|36|三好市|里|0
小豆島オリーブみち病院|hospital|37|土庄町|島|74
宇和島段畑病院|hospital|38|宇和島市|澪|126
四万十沈下橋診療所|clinic|39|四万十市|里|0
室戸黒潮の丘老健|care_facility|39|室戸市|実|80
対馬海峡とび病院|hospital|42|対馬市|島|90
五島椿みち診療所|clinic|42|五島市|島|0
天草灯籠の里病院|hospital|43|天草市|茜|112
国東仏の里診療所|clinic|44|国東市|茜|0
高千穂神話の里診療所|clinic|45|高千穂町|実|0
奄美大島紬通り病院|hospital|46|奄美市|島|104
宮古島さとうきび畑診療所|clinic|47|宮古島市|島|0
久慈見本保健センター|municipality|03|久慈市|里|0
浜田見本保健センター|municipality|32|浜田市|里|0
島の見本診療所組合|municipality|46|奄美市|島|0
""".strip().splitlines()

ABOUT = {
    "hospital": "{place}とまわりの集落の方々を診る、{beds}床の病院です。一般外来と入院のほか、訪問診療も行っています。"
    "医師どうしの距離が近く、困ったときはすぐに相談できます。",
    "clinic": "{place}の暮らしを支える診療所です。かかりつけの外来と往診が中心で、看護師と事務がしっかりお手伝いします。",
    "municipality": "{place}の健康づくりを受け持つ部署です。健診、予防接種、学校や介護の会議などを、保健師と一緒に進めます。",
    "care_facility": "{place}の介護老人保健施設です。入所の方の健康管理とリハビリテーションの計画を、多くの職種で支えています。",
}
HONEST = (
    "最寄りの駅から車で40分かかります。バスは1日に6本です。",
    "冬は雪が深く、月に1〜2回、道が通れない日があります。",
    "専門の検査は隣の市の病院にお願いしています。CTはありますが、MRIはありません。",
    "常勤の医師が少ないため、学会でのお休みは早めにご相談ください。",
    "電子カルテの更新が来年の予定で、いまは紙の記録も残っています。",
    "スーパーは1軒、夜7時に閉まります。そのかわり、星はよく見えます。",
    "船が欠航すると、本土へ渡れない日があります。",
)
SOUTH = "38"
"""Prefectures from here on (愛媛 to 沖縄) tell of no snow in the demo."""
PINNED_PLACE = "灯台が丘記念病院"


@dataclass(frozen=True, slots=True)
class Place:
    """An institution with the people who act for it."""

    institution: Institution
    staff: Actor
    approver: Actor
    kind: str
    prefecture: str


def build_places(desk: Actor) -> list[Place]:
    """All institutions, entered and checked by the desk; the pinned one is the first."""
    wanted = [row.split("|") for row in TABLE]
    known = {(m.prefecture_id, m.name): m for m in Municipality.objects.filter(valid=True).select_related("prefecture")}
    return [_place(number, row, known[row[2], row[3]], desk) for number, row in enumerate(wanted, 1)]


def _place(number: int, row: list[str], municipality: Municipality, desk: Actor) -> Place:
    name, kind, prefecture, town, corporation, beds = row
    legal, group = CORPORATIONS[corporation]
    institution = register_institution(
        name=name,
        by=desk,
        corporation=legal,
        group=group,
        kind=kind,
        municipality=municipality,
        address=f"{municipality.prefecture.name}{town}見本町{number}番地",
        phone=f"0{int(prefecture) + 100}-00-{number:04d}",
        contact_name="事務長",
        beds=int(beds) or None,
        about=ABOUT[kind].format(place=town, beds=beds),
        honest_note=honest_of(number, prefecture),
    )
    declared(institution, desk, nearly_over=name == PINNED_PLACE)
    activate_institution(institution=institution, by=desk)
    staff, approver = _people(number, institution)
    return Place(institution, staff, approver, kind, prefecture)


def honest_of(number: int, prefecture: str) -> str:
    """Each in its turn, but no deep snow in the south."""
    said = HONEST[number % len(HONEST)]
    return HONEST[(number + 1) % len(HONEST)] if "雪が深く" in said and prefecture >= SOUTH else said


def _people(number: int, institution: Institution) -> tuple[Actor, Actor]:
    names = [(f"jimu{number:02d}@hospital.example.jp", "事務長"), (f"incho{number:02d}@hospital.example.jp", "院長")]
    if institution.name == PINNED_PLACE:
        names = [(pinned(word).email, pinned(word).name) for word in ("institution", "approver")]
    roles = (Role.INSTITUTION_STAFF, Role.INSTITUTION_APPROVER)
    made = [
        employ(email, name, role, institution.organisation) for (email, name), role in zip(names, roles, strict=True)
    ]
    return made[0], made[1]
