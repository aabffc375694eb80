"""The pinned physician's papers and career, and a question about a proposal, so that these pages have something to show."""

import io
import uuid
from datetime import timedelta

from PIL import Image, ImageDraw

from enishi.accounts.access import actor_of
from enishi.accounts.models import Membership
from enishi.accounts.roles import Role
from enishi.candidacies.enums import State
from enishi.candidacies.inquiries import answer_inquiry, inquire
from enishi.common.actor import SYSTEM
from enishi.common.clock import ago, today
from enishi.common.uploads import clean_file
from enishi.demo.applicants import Applicant
from enishi.physicians.career import save_post, save_qualification
from enishi.physicians.documents import store_document
from enishi.physicians.enums import DocumentKind

POSTS = (
    ("1986-05", "1992-03", "みちのく見本大学病院", "resident", "内科"),
    ("1992-04", "2009-03", "北十字総合病院", "staff", "循環器内科、心臓カテーテル検査"),
    ("2009-04", "", "北十字総合病院", "head", "内科、研修医の指導"),
)


def lay_down_papers(applicants: list[Applicant]) -> None:
    """Career, a licence copy, a qualification that ends soon, and an answered question."""
    applicant = next(a for a in applicants if a.pinned)
    physician = applicant.physician
    by = actor_of(Membership.objects.in_force().get(user=physician.user, role=Role.PHYSICIAN))
    with ago(timedelta(days=30)):
        for since, until, place, position, duties in POSTS:
            fields = {"since": since, "until": until, "place": place, "position": position, "duties": duties}
            save_post(physician=physician, by=by, fields=fields)
        for name, days in (("総合内科専門医", 45), ("認定産業医", 700), ("英語での診療", None)):
            ends = today() + timedelta(days=30 + days) if days else None
            save_qualification(physician=physician, by=by, fields={"name": name, "expires_on": ends})
        store_document(
            physician=physician, by=by, kind=DocumentKind.LICENCE, file=clean_file(_sample_scan()), note="見本の画像"
        )
    asked = physician.candidacies.filter(state=State.PHYSICIAN_ASKED).select_related("owner").first()
    if asked is not None:
        with ago(timedelta(days=1)):
            inquiry = inquire(candidacy=asked, by=by, text="往診は、1日に何件くらいですか。", key=uuid.UUID(int=1))
        answer_inquiry(inquiry=inquiry, by=SYSTEM, text="1日に3件から4件で、看護師が同行するそうです。")


def _sample_scan() -> bytes:
    """A picture that is plainly no licence."""
    sheet = Image.new("RGB", (620, 440), "#f4efe2")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 20, 600, 420), outline="#8c2b12", width=4)
    pen.text((250, 200), "SAMPLE / MIHON", fill="#15222c")
    made = io.BytesIO()
    sheet.save(made, "JPEG")
    return made.getvalue()
