"""The order of the questions about an opening: sections, and in them what is to be answered only in some cases."""

from enishi.openings.portrait import Group, of_group

Groups = tuple[tuple[str, tuple[str, ...]], ...]

PORTRAIT_LEADS = {
    Group.PRACTICE: "数えた数字でお書きください。面談のあとに「聞いていた話と違う」とならないためです。",
    Group.BACKING: "先生がいちばんご心配なのは「一人で困らないか」です。",
    Group.LIVING: "移り住むかどうかは、ご家族とお決めになります。",
}

SECTIONS: tuple[tuple[str, str, str, Groups], ...] = (
    (
        "work",
        "募集の内容",
        "「※必須」の4つがあれば、下書きを保存できます。ほかは、あとから書き足せます。",
        (
            ("", ("title", "basic_specialties", "other_specialties", "employment", "headcount", "days", "slots", "night_duty")),
            ("当直があるときだけ、お答えください。", ("night_duty_permission",)),
            ("", ("on_call",)),
            ("呼び出しがあるときだけ、お答えください。", ("on_call_per_month",)),
            ("", ("starts_on", "offers")),
        ),
    ),
    (
        "pay",
        "報酬と保険",
        "",
        (
            ("", ("annual_pay_min_yen", "annual_pay_max_yen", "daily_pay_yen", "pay_details", "fixed_overtime")),
            (
                "固定残業代があるときだけ、お答えください。",
                (
                    "fixed_overtime_base_pay", "fixed_overtime_hours", "fixed_overtime_amount", "fixed_overtime_excess_paid",
                ),
            ),
            ("", ("insurance",)),
        ),
    ),
    (
        "contract",
        "仕事と契約",
        "",
        (
            ("", ("duties", "duties_change_scope", "contract_kind")),
            (
                "期間の定めがあるときだけ、お答えください。",
                ("ends_on", "contract_months", "renewal", "renewal_criteria", "renewal_limit"),
            ),
            ("", ("probation",)),
            ("試用期間があるときだけ、お答えください。", ("probation_details",)),
            ("", ("place", "place_change_scope", "employer_name")),
        ),
    ),
    (
        "hours",
        "時間と休み",
        "",
        (("", ("working_hours", "breaks", "overtime", "holidays", "smoking")),),
    ),
    *(
        (str(group), group.label, lead, (("", tuple(f"portrait_{q.key}" for q in of_group(group))),))
        for group, lead in PORTRAIT_LEADS.items()
    ),
    ("honest", "先にお伝えすること", "", (("", ("honest_note",)),)),
    (
        "confirm",
        "確認",
        "公開中の募集です。保存すると、新しい内容がすぐに公開されます。",
        (("", ("confirmed_by",)),),
    ),
)  # fmt: skip
