"""The office's money from its pages: a bill, money that came, a refund of two people; an institution sees its own bills alone."""

import csv
import io
import uuid
from datetime import timedelta

from enishi.common.clock import today
from enishi.office.models import ClosedReport, FeeEntry, Invoice, Refund
from enishi.office.results import fiscal_year
from meta.acts_office import billed, event, left
from web.look.pages import words


def text_of(response):
    assert response.status_code == 200
    return words(response.content.decode())


def test_from_the_start_of_work_to_money_that_goes_back(world):
    found = event(world)
    number = found.placement.candidacy.number
    office, supervisor = world.signed_in(world.office()), world.signed_in(world.supervisor())
    assert number in text_of(office.get("/ops/fees"))
    made = office.post(f"/ops/fees/{number}", {"act": "issue", "key": uuid.uuid4(), "net_yen": "２２５，０００円"})
    bill = Invoice.objects.get()
    assert made.status_code == 302 and bill.net_yen == 225_000
    place = f"/ops/invoices/{bill.serial}"
    too_much = office.post(
        place, {"act": "collect", "key": uuid.uuid4(), "on": today().isoformat(), "yen": "999999999"}
    )
    assert "入金の額は、1円から残りの247,500円まで" in text_of(too_much) and "999999999" in too_much.content.decode()
    office.post(place, {"act": "collect", "key": uuid.uuid4(), "on": today().isoformat(), "yen": "247500"})
    left(world, bill)
    assert "100%" in text_of(office.get(place))
    office.post(place, {"act": "leaving", "key": uuid.uuid4()})
    refund = Refund.objects.get()
    own = office.post(f"{place}/refunds/{refund.pk}", {"answer": "yes"}, follow=True)
    assert "用意した方とは別の方が" in text_of(own)
    supervisor.post(f"{place}/refunds/{refund.pk}", {"answer": "yes"})
    supervisor.post(place, {"act": "pay", "key": uuid.uuid4(), "refund": refund.pk, "on": today().isoformat()})
    assert [row.yen for row in FeeEntry.objects.order_by("id")] == [247_500, -247_500]
    assert office.get(f"{place}/file").content.startswith(b"%PDF")
    ledger = text_of(office.get("/ops/ledgers/fees"))
    assert "247,500円" in ledger and "-247,500円" in ledger
    asked = {"start": (today() - timedelta(days=30)).isoformat(), "end": today().isoformat()}
    rows = list(csv.DictReader(io.StringIO(office.get("/ops/journal", asked).content.decode("utf-8-sig"))))
    even = {}
    for row in rows:
        even[row["借方科目"]] = even.get(row["借方科目"], 0) + int(row["借方金額"])
        even[row["貸方科目"]] = even.get(row["貸方科目"], 0) - int(row["貸方金額"])
    assert even["売掛金"] == even["普通預金"] == even["仮受消費税"] == 0 and len(rows) == 6
    name = found.placement.candidacy.physician.identity.full_name
    assert name not in str(rows)


def test_an_institution_reads_its_own_bills_and_no_others(world):
    mine, other = billed(world), billed(world)
    client = world.signed_in(world.actor(mine.event.placement.candidacy.opening.institution))
    page = text_of(client.get("/inst/billing"))
    assert mine.number in page and other.number not in page
    assert client.get(f"/inst/billing/{mine.serial}/file").status_code == 200
    assert client.get(f"/inst/billing/{other.serial}/file").status_code == 404


def test_a_year_is_closed_once_and_each_number_leads_to_its_rows(world):
    world.physician()
    client = world.signed_in(world.office())
    year = fiscal_year(today())
    assert "新規求職申込件数" in text_of(client.get(f"/ops/reports/form8/{year}"))
    assert "P-" in text_of(client.get(f"/ops/reports/form8/{year}/rows/seekers_new"))
    refused = client.post(f"/ops/reports/form8/{year}", {"seen": 0})
    assert "から締められます" in text_of(refused)
    for _ in range(2):
        client.post(f"/ops/reports/form8/{year - 1}", {"seen": 0, "note": "研修2回"})
    closed = ClosedReport.objects.get()
    assert closed.content_hash[:16] in text_of(client.get(f"/ops/reports/form8/{year - 1}"))
    for form in ("xlsx", "pdf", "csv", "json"):
        assert client.get(f"/ops/reports/form8/{year - 1}/file/{form}").status_code == 200
    assert client.get(f"/ops/reports/form8/{year + 1}").status_code == 404
