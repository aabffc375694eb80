"""A draft of the report of a leak, item by item (個人情報保護法施行規則8条1項1号–9号). The report itself is made on the form of
個人情報保護委員会; this is what is copied into it."""

from django.conf import settings

from enishi.common.clock import today
from enishi.common.documents import pdf
from enishi.common.japanese.date_display import western, western_with_era
from enishi.common.profile import load_profile
from enishi.office.incidents import tasks_of
from enishi.office.models import Incident
from enishi.office.safety_enums import IncidentEntryKind as Kind


def incident_paper(incident: Incident) -> bytes:
    duty, tasks = tasks_of(incident)
    said: dict[str, list[str]] = {}
    for entry in incident.entries.all():
        said.setdefault(entry.kind, []).append(f"{western_with_era(entry.on)}　{entry.words}")

    def told(kind: Kind) -> str:
        return "\n".join(said.get(kind, []))

    rows = [
        ["1　概要", f"{incident.title}\n{western_with_era(incident.known_on)}に知る\n{incident.happened}"],
        ["2　個人データの項目", incident.data_items],
        ["3　本人の数", f"{incident.people:,}人"],
        ["4　原因", told(Kind.NOTE)],
        ["5　二次被害の有無", "財産の被害のおそれがあります" if incident.harmful else ""],
        ["6　本人への対応", told(Kind.PERSONS)],
        ["7　公表", ""],
        ["8　再発を防ぐ措置", told(Kind.MEASURE)],
        ["9　そのほか参考となる事項", ""],
    ]
    days = [
        [
            task.words,
            f"{western(task.by)}まで" if task.by else "",
            f"{western(task.done_on)}に済み" if task.done_on else "まだ",
        ]
        for task in tasks
    ]
    data = {
        "title": "個人データの漏えい等の報告（下書き）",
        "sender": load_profile(settings.PROFILE).name,
        "number": incident.number,
        "printed": f"{western_with_era(today())}作成",
        "grounds": list(duty.grounds) or ["いまの内容では、法令の報告の対象になりません。"],
        "days": days,
        "rows": rows,
    }
    return pdf("office/typst/incident.typ", data)
