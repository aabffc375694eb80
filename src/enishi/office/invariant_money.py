"""Invariants of the office's money and of closed reports, in SQL that shares no code with what writes them."""

MONEY_RULES: dict[str, tuple[str, str]] = {
    "no bill before work": (
        "each bill is for work that had begun (T22) on or before the day of the bill",
        "SELECT i.serial FROM office_invoice i JOIN aftercare_feeevent e ON e.id = i.event_id JOIN candidacies_placement p ON"
        ' p.id = e.placement_id WHERE i.issued_on < e."on" OR NOT EXISTS (SELECT 1 FROM candidacies_candidacytransition t'
        " WHERE t.candidacy_id = p.candidacy_id AND t.step = 'T22')",
    ),
    "bills without gaps": (
        "the numbers of bills run from 1 without gaps",
        "SELECT max(serial) FROM office_invoice HAVING max(serial) <> count(*) OR min(serial) <> 1",
    ),
    "bills within the fee": (
        "no more is billed for an event, less what was asked for wrongly, than its fee",
        "SELECT min(i.serial) FROM office_invoice i JOIN aftercare_feeevent e ON e.id = i.event_id GROUP BY e.id HAVING"
        " sum(i.net_yen) - coalesce((SELECT sum(r.net_yen) FROM office_refund r JOIN office_invoice j ON j.id = r.invoice_id"
        " WHERE j.event_id = e.id AND r.approved AND r.kind = 'correction'), 0) > e.amount_yen",
    ),
    "refunds within the bill": (
        "no more is taken off a bill than it asked for, and no more goes back than came",
        "SELECT i.serial FROM office_invoice i WHERE (SELECT coalesce(sum(net_yen + tax_yen), 0) FROM office_refund r WHERE"
        " r.invoice_id = i.id AND r.approved) > i.net_yen + i.tax_yen OR (SELECT coalesce(sum(yen), 0) FROM office_feeentry f"
        " WHERE f.invoice_id = i.id) NOT BETWEEN 0 AND i.net_yen + i.tax_yen",
    ),
    "refunds by two people": (
        "each refund was decided by another person than prepared it, and money went back only for an approved one",
        "SELECT i.serial FROM office_refund r JOIN office_invoice i ON i.id = r.invoice_id LEFT JOIN office_feeentry f ON"
        " f.refund_id = r.id WHERE r.decided_by_id = r.prepared_by_id OR (f.id IS NOT NULL AND r.approved IS NOT TRUE)",
    ),
    "rows taken back whole": (
        "a correction of the fees ledger takes back exactly the row it names, of the same bill",
        "SELECT i.serial FROM office_feeentry f JOIN office_feeentry w ON w.id = f.corrects_id JOIN office_invoice i ON"
        " i.id = f.invoice_id WHERE f.yen <> -w.yen OR f.invoice_id <> w.invoice_id",
    ),
    "reports numbered": (
        "the closings of a report run from 1 without gaps, and none was made while its year ran",
        "SELECT kind || '-' || year FROM office_closedreport GROUP BY kind, year HAVING max(no) <> count(*) OR"
        " min(closed_at AT TIME ZONE 'Asia/Tokyo') < make_date(year + 1, 4, 1)",
    ),
}
