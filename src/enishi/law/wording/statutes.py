"""The articles behind the rules. `since`: the day from which we apply them, not the age of the act.

TO_CONFIRM where the article is right to our knowledge but its reach to the very words was not seen in a published source.
"""

from datetime import date

from enishi.law.age_limits import IN_FORCE_SINCE as AGE_LAW_SINCE
from enishi.law.condition_fields import SINCE_2018
from enishi.law.dated import Evidence
from enishi.law.wording.findings import Statute

_ASK = Evidence.TO_CONFIRM
_SHOWN_TRULY = date(2022, 10, 1)
_BASIC = date(1947, 9, 1)

SEX = Statute("男女雇用機会均等法", "5条", date(2007, 4, 1))
SEX_INDIRECT = Statute("男女雇用機会均等法", "7条（身長・体重・体力、転勤の要件）", date(2007, 4, 1))
SEX_POSITIVE = Statute("男女雇用機会均等法", "8条", date(2007, 4, 1), _ASK)
NURSE_NAMES = Statute("保健師助産師看護師法", "（名称の改正。平成13年法律153号）", date(2002, 3, 1))
AGE = Statute("労働施策総合推進法", "9条", AGE_LAW_SINCE)
AGE_CIVIL_SERVICE = Statute("労働施策総合推進法", "38条の2", AGE_LAW_SINCE, _ASK)
AGE_SENIORS = Statute("労働施策総合推進法施行規則", "1条の3第1項3号ニ", AGE_LAW_SINCE)
EQUAL_TREATMENT = Statute("職業安定法", "3条", date(1947, 12, 1))
PERSONAL_FACTS = Statute("職業安定法", "5条の5（公正な採用選考）", _SHOWN_TRULY)
DISABILITY = Statute("障害者雇用促進法", "34条", date(2016, 4, 1))
HEALTH = Statute("障害者雇用促進法", "34条・職業安定法5条の5", _SHOWN_TRULY, _ASK)
NO_PENALTY = Statute("労働基準法", "16条", _BASIC)
NO_FORCED_WORK = Statute("労働基準法", "5条・民法628条", _BASIC, _ASK)
NOTICE_TO_LEAVE = Statute("民法", "627条", date(2020, 4, 1))
GUARANTOR = Statute("民法", "465条の2（極度額）", date(2020, 4, 1))
WAGE_IN_FULL = Statute("労働基準法", "24条・最低賃金法4条", date(2008, 7, 1))
EXTRA_PAY = Statute("労働基準法", "37条", _BASIC)
BREAKS = Statute("労働基準法", "34条", _BASIC)
DAYS_OFF = Statute("労働基準法", "35条", _BASIC)
PAID_LEAVE = Statute("労働基準法", "39条", _BASIC)
LONGEST_TERM = Statute("労働基準法", "14条", date(2004, 1, 1))
INDEFINITE_RIGHT = Statute("労働契約法", "18条", date(2013, 4, 1))
EMPLOYMENT_ONLY = Statute("職業安定法", "4条1項（雇用関係の成立のあっせん）", SINCE_2018, _ASK)
NO_DISPATCH = Statute("労働者派遣法", "4条1項3号・同法施行令2条", date(2004, 3, 1))
NO_GIFTS = Statute("職業紹介事業の許可条件", "・職業安定法に基づく指針（お祝い金）", date(2021, 4, 1))
NO_FEE = Statute("職業安定法", "32条の3第2項", SINCE_2018)
DISCLOSURE = Statute("職業安定法", "5条の3・同法施行規則4条の2第3項", SINCE_2018)
FIXED_OVERTIME = Statute("職業安定法", "5条の3（指針：固定残業代の明示）", SINCE_2018)
TRULY = Statute("職業安定法", "5条の4（的確な表示）", _SHOWN_TRULY)
CHANGE_SCOPE = Statute("職業安定法施行規則", "4条の2第3項1号・3号", date(2024, 4, 1))
RENEWAL_LIMIT = Statute("職業安定法施行規則", "4条の2第3項2号の3", date(2024, 4, 1))
PROBATION = Statute("職業安定法施行規則", "4条の2第3項2号の2", SINCE_2018)
INSURANCE = Statute("健康保険法3条・厚生年金保険法", "12条", SINCE_2018, _ASK)
SMOKING = Statute("健康増進法", "29条・30条（病院・診療所は敷地内禁煙）", date(2019, 7, 1))
NIGHT_DUTY = Statute(
    "労働基準法施行規則", "23条（宿日直許可。令和元年7月1日基発0701第8号）", date(2019, 7, 1), binding=False
)
IN_NUMBERS = Statute("職業安定法", "5条の3（できる限り具体的に）", SINCE_2018, binding=False)
