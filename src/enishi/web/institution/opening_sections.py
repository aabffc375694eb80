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
        "お願いしたいこと",
        "題だけでも保存できます。ほかは、あとから書き足せます。",
        (("", ("title", "basic_specialties", "other_specialties", "any_specialty", "employment", "duties", "duties_change_scope")),),
    ),
    (
        "week",
        "日にちと時間",
        "「常勤・非常勤」だけでは、働ける先生に届きません。日数・曜日・当直・期間に分けてお書きください。",
        (
            ("", ("headcount", "days", "slots", "rotation")),
            ("分けて受け持つときだけ、お答えください。", ("rotation_days",)),
            ("", ("working_hours", "breaks", "night_duty")),
            ("当直があるときだけ、お答えください。", ("night_duty_permission",)),
            ("", ("on_call",)),
            ("呼び出しがあるときだけ、お答えください。", ("on_call_per_month",)),
        ),
    ),
    (
        "term",
        "期間",
        "",
        (
            ("", ("starts_on", "contract_kind")),
            ("期間の定めがあるときだけ、お答えください。", ("ends_on", "contract_months")),
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
        "契約と場所",
        "",
        (
            ("期間の定めがあるときだけ、お答えください。", ("renewal", "renewal_criteria", "renewal_limit")),
            ("", ("probation",)),
            ("試用期間があるときだけ、お答えください。", ("probation_details",)),
            ("", ("place", "place_change_scope", "employer_name")),
        ),
    ),
    (
        "hours",
        "残業と休み",
        "",
        (("", ("overtime", "holidays", "smoking")),),
    ),
    ("offers", "用意できること", "先生がさがすときの言葉です。あてはまるものをお選びください。", (("", ("offers",)),)),
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

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("お願い", ("work",)),
    ("日にち", ("week", "term")),
    ("労働条件", ("pay", "contract", "hours")),
    ("現場と暮らし", ("offers", *(str(group) for group in PORTRAIT_LEADS), "honest")),
    ("確かめる", ()),
)
"""The steps of the wizard: a name and its sections. The last one asks nothing, it shows what is missing and publishes."""
STEP_NAMES = tuple(name for name, _ in STEPS)
CHECK_STEP = len(STEPS)


def sections_of_step(step: int) -> list[tuple[str, str, str, Groups]]:
    """The sections of one step, 1 to 4."""
    return [section for section in SECTIONS if section[0] in STEPS[step - 1][1]]


def names_of_step(step: int) -> set[str]:
    """The fields one step asks."""
    return {name for _, _, _, groups in sections_of_step(step) for _, names in groups for name in names}


def step_of_field(name: str) -> int:
    """The step that asks a field; the first for one that no step asks."""
    return next((step for step in range(1, CHECK_STEP) if name in names_of_step(step)), 1)
