"""Whose a duty is: that of the post, of colleagues, or of other staff."""

from enishi.openings.reading.noise import OTHERS
from enishi.openings.reading.patterns import lazy

_STANDING = lazy(
    r"(?:大学|非常勤|派遣|応援|外部|パート|若手|他)(?:の|から)?[^、。]{0,8}(?:医師|先生|医局)(?!(?:方)?と、?交[代替互]|の(?:確保|増員|採用|補充))[^、。]{0,6}(?:が|で)"
    r"|(?:隣(?:町|市|村)?|近隣|市内|町内|郡内|ほか|他|別|基幹)の[^、。]{0,6}(?:病院|診療所|センター|医師会)が[^、。]{0,6}(?:担|受け持|引き受け|行)"
)


# 「呼び出しもあるが、県内の大学から週末に応援の医師が来る」
_IN_CONTRAST = lazy(r"(?:あ(?:る|ります)|ございます)(?:が|けれども?|ものの)、")
# 「当直は月5回あるが、休日の呼び出しは応援の医師が担う」: the others do what is named behind the contrast
_ANOTHER_DUTY = lazy(r"(?:が|けれども?|ものの)、[^。、]*(?:当直|宿直|日直|夜勤|呼び?出し|待機|オンコール)(?:は|に)、?")
# 「当直は大学の応援医師が担うが、分娩の際の呼び出しには2人が応じる」: what the others do was told before
_TURNS = lazy(r"(?:が|けれども?|ものの|一方(?:で)?)、|ほか、")
# 「町内の3つの診療所が輪番で受け持っており、これに加わっていただきます」
_WITH_THEM = lazy(r"加わ|一員|(?:輪番|当番|列)に[^。、]{0,6}(?:入|参加)")
_HELP_OUT = lazy(r"[^。]*(?:来(?:る|ます|て)|応援|手伝|入(?:る|ります)|派遣)")


def done_by_others(sentence: str, end: int) -> bool:
    """Whether a sentence with a duty that ends at `end` names others who do it, and not only such as help out."""
    others = _STANDING.search(sentence)
    if others is not None and (
        _ANOTHER_DUTY.search(sentence, end, others.start() + 1)
        or _TURNS.search(sentence, others.end(), max(end, others.end()))
        or _WITH_THEM.search(sentence, others.end())
    ):
        return False
    return others is not None and not (
        _IN_CONTRAST.search(sentence, end, others.start() + 1) and _HELP_OUT.search(sentence, others.end())
    )


OF_COLLEAGUES = lazy(
    r"(?:(?:常勤|当院の|現在の|いまの|今の|他の|ほかの|他科の)(?:医師?|先生)方?|先生方)(?:は|が|の|も)[^。]{0,12}(?:現在|いま|今|平均|実績)|(?:現在|いま|今)は?、?(?:常勤)?(?:医師?|先生)\d|(?:在籍|常勤医)[^。]{0,12}\d+\s?名、?うち|(?:(?:院長|所長|先代|前任)|(?:退任|退職|引退)(?:した|する|される)[^。、]{0,6})[^。、]{0,6}[はがも][^。]{0,16}\d+年"
)
_TRAINEES = r"(?:初期|後期|臨床)?研修医|専攻医|専修医|看護(?:師長|部長?)"
# Whose duty it is, right before its name, or what else one waits for.
NO_DUTY_OF_OURS = lazy(
    rf"(?:面接|面談|見学|選考|試験)(?:の|に(?:お越し|お見え|来られた)[^。、]{{0,4}})?(?:当日|日|際|折|時)に?は?、?[^。、\d]{{0,8}}(?:\d+分)?[^。、\d]{{0,4}}ご$|(?:{_TRAINEES}|{OTHERS})(?:さん)?(?:には?|の|は|も)?、?(?:夜間の?)?$"
)
BY_OTHER_STAFF = lazy(rf"(?:の|中の|する)?(?:{OTHERS}|看護師長|看護部長?)")
OTHER_STAFF_DO = lazy(
    rf"(?:{_TRAINEES}|{OTHERS})(?:さん)?(?:が|は|も|を(?:募|急募|求め|探))(?!(?:受け|対応|連絡|先|まず))(?![^。]*(?<!研修)(?<!専攻)(?<!専修)(?:先生|医師))[^。、]*$"
)
# Who a sentence is about: 「看護師は2交代で、夜勤は月5回です」.
TOLD_OF_STAFF = lazy(
    rf"\W*(?:なお、|また、)?(?:{OTHERS})(?:さん)?(?:[・と、](?:{OTHERS}))*(?:さん)?は(?![^。]*(?:先生|医師|医が))"
)
OURS_TOO = lazy(r"お願い|いただ|募集|先生にも|加わ|ご担当")
OF_OTHER_STAFF = lazy(
    r"(?:看護(?:師|職員?|部)|助産師|技師|薬剤師|介護(?:士|職員?)|職員|スタッフ)(?:さん)?の[^。、]{0,6}$|看護師の|(?:研修医|専攻医|(?:外勤|バイト|アルバイト)先|他院|院外)(?:で)?の$|\((?:看護|技師|薬剤|介護|職員|コメディカル)[^()]*\)"
)
