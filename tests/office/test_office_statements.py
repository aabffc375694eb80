"""The statement of a year: what was asked for and what came add up to what is still open, for one institution alone."""

import io
import uuid
from datetime import timedelta

from pypdf import PdfReader

from enishi.common.clock import ago, today
from enishi.office.enums import RefundKind
from enishi.office.models import Invoice
from enishi.office.money import balance_of, decide_refund, issue_invoice, pay_refund, prepare_refund
from enishi.office.results import fiscal_year
from enishi.office.statements import statement_of, statement_pdf
from enishi.openings.models import Opening
from meta.acts_office import billed, event, left, paid


def test_a_statement_ends_with_what_is_open_of_all_bills_of_the_institution_and_of_no_other(world):
    bill, other = paid(world).invoice, billed(world)
    told = statement_of(bill)
    assert told.brought == 0 and told.left == balance_of(bill).open_yen == 0
    assert [(line.words, line.asked, line.paid) for line in told.lines] == [
        ("ご請求", bill.total_yen, 0), ("ご入金", 0, bill.total_yen),
    ]  # fmt: skip
    assert statement_of(other).left == other.total_yen and {line.number for line in statement_of(other).lines} == {
        other.number
    }


def test_what_is_taken_off_is_owed_by_us_until_it_goes_back(world):
    bill = paid(world).invoice
    left(world, bill)
    bill.event.placement.refresh_from_db()
    refund = prepare_refund(invoice=bill, by=world.office(), key=uuid.uuid4(), kind=RefundKind.LEAVING)
    assert statement_of(bill).left == 0, "nothing is owed before the second person decides"
    refund = decide_refund(refund=refund, by=world.supervisor(), approved=True)
    assert statement_of(bill).left == -refund.total_yen
    pay_refund(refund=refund, by=world.office(), key=uuid.uuid4(), on=today())
    assert statement_of(bill).left == 0 == balance_of(bill).open_yen


def test_what_was_open_when_the_year_began_is_brought_over(world):
    begun = event(world, days=390)
    with ago(timedelta(days=370)):
        early = issue_invoice(event=begun, by=world.office(), key=uuid.uuid4(), net_yen=100_000)
    late = billed(world)
    house = early.event.placement.candidacy.opening.institution
    Opening.objects.filter(pk=late.event.placement.candidacy.opening_id).update(institution=house)
    late = Invoice.objects.get(pk=late.pk)
    told = statement_of(late)
    assert told.year == fiscal_year(today()) and told.brought == early.total_yen
    assert told.left == early.total_yen + late.total_yen
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(statement_pdf(late))).pages).replace(" ", "")
    assert "お取引明細書" in text and f"{told.left:,}円" in text
    assert late.event.placement.candidacy.physician.identity.full_name not in text


def test_an_institution_takes_its_own_statement_and_finds_no_others(world):
    mine, other = billed(world), billed(world)
    client = world.signed_in(world.actor(mine.event.placement.candidacy.opening.institution))
    assert "お取引明細書" in client.get("/inst/billing").content.decode().replace("<wbr>", "")
    assert client.get(f"/inst/billing/{mine.serial}/statement").content.startswith(b"%PDF")
    assert client.get(f"/inst/billing/{other.serial}/statement").status_code == 404
    assert world.signed_in(world.office()).get(f"/ops/invoices/{other.serial}/statement").content.startswith(b"%PDF")
