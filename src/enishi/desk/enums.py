"""Words of the desk. Pure."""

from enishi.common.choices import Labelled


class Caller(Labelled):
    """Who asks to be called back."""

    PHYSICIAN = "physician", "医師"
    INSTITUTION = "institution", "医療機関・自治体"
    SOCIETY = "society", "学会・団体"
    FAMILY = "family", "ご家族・その他"


class DayPart(Labelled):
    """A part of a working day in which we call."""

    ANY = "any", "いつでも（午前9時〜午後5時）"
    MORNING = "morning", "午前（9時〜正午）"
    EARLY = "early", "午後の早い時間（1時〜3時）"
    LATE = "late", "夕方（午後3時〜5時）"


class CallResult(Labelled):
    """What came of a call; after 「つながらない」 the request stays open for another try."""

    SPOKE = "spoke", "お話しできた"
    NO_ANSWER = "no_answer", "つながらない（次の営業日にもう一度）"
    WRONG_NUMBER = "wrong_number", "番号が違っていた"
    GIVEN_UP = "given_up", "何度かけてもつながらないので終える"


class PaperKind(Labelled):
    """Forms that go out and come back on paper: of an institution, how somebody fares after the contract, a wish sheet."""

    CONFIRM = "confirm", "募集の毎月の確認"
    OPENING = "opening", "募集の用紙"
    ANSWER = "answer", "候補の先生へのお返事"
    APPLICATION = "application", "医療機関のお申し込み"
    DECLARATION = "declaration", "法令についての自己申告"
    CHECKIN = "checkin", "その後のご様子"
    WISHES = "wishes", "希望整理シートのご確認"
    REFERRAL = "referral", "ほかの機関への紹介のご同意"
    REGISTRATION = "registered", "ご登録の用紙"


class PaperState(Labelled):
    """How far one sheet of paper has come."""

    OUT = "out", "お返事をお待ちしています"
    HERE = "here", "届きました。これから入力します"
    ONCE = "once", "1回入力しました。大切な欄をもう一度入力します"
    DIFFERS = "differs", "2回の入力に違いがあります"
    READY = "ready", "入力が済みました。記録を待っています"
    DONE = "done", "お手続きが済みました"


class NoteKind(Labelled):
    """What a note of the desk tells of."""

    NOTE = "note", "控え"
    CALL = "call", "お電話"
    FAX = "fax", "ファクス"
    LETTER = "letter", "手紙"
    MEETING = "meeting", "お会いした"


class NoteWay(Labelled):
    """Who turned to whom."""

    OUT = "out", "こちらから"
    IN = "in", "先方から"


class Reached(Labelled):
    """What came of a call to an institution: one button each."""

    TALKED = "talked", "話せた"
    ABSENT = "absent", "つながらない"
    CALL_BACK = "call_back", "かけ直す約束"


class OwnKind(Labelled):
    """What somebody at the desk keeps hours for; of AWAY a whole day is meant most of the time."""

    BUSY = "busy", "予定あり"
    MEETING = "meeting", "打ち合わせ・会議"
    AWAY = "away", "お休み"
