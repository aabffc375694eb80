"""Whether the search for a physician is over: filled, closed, withdrawn or given up."""

import re
from collections.abc import Collection, Sequence

from enishi.openings.reading import patterns
from enishi.openings.reading.departments import A_SHORT_LIST, LISTED, canonical
from enishi.openings.reading.facts import Found
from enishi.openings.reading.fields import taken_rows
from enishi.openings.reading.fields.terms import filled_kind, without_the_not_sought
from enishi.openings.reading.line import Item, sentences
from enishi.openings.reading.noise import only_others
from enishi.openings.reading.once import once
from enishi.openings.reading.patterns import lazy

_CLOSED = lazy(
    r"(?:募集|公募|受付|求人|掲載|採用|応募)(?:期間)?(?:\([^()\n]{1,14}\))?(?:は|を|が|の|受付|枠)?、?(?:すべて|全て)?(?:\d{1,2}月(?:\d{1,2}日)?(?:に|より|から|で|付で?|末で?|をもって)|先月|先週|このほど|このたび|すでに|既に|本日|一旦|いったん|当面|現在|(?:当分|しばらく)(?:の(?:あいだ|間))?)?、?\s*(?:終了(?!予定|し次第|次第|時期|日)|(?:停止|休止|中止)(?!して(?:い|お)る(?:診療)?(?:科|職種|求人|施設|病院|案件))|締め?切(?:り(?!日|ました|は|:|まで)|りました|って)|取り?(?:や|止)め|打ち?切|断念|取り?下げ|見合わせ)|(?:募集|公募|計画)(?:を|の)?断念|"
    r"募集して(?:おり|い)ません|充足(?!率|し次第|するまで|次第)|[★☆※*→]\s*成立(?=$|し|\W)|成約(?!手数料|料|祝|次第|時|実績|事例|件数|率|数|例|報酬|金額|まで|者|の[^。、]{0,14}(?:平均|相場|実績|例|先生|方に)|で[^。、]{0,10}(?:円|進呈|プレゼント|ギフト|券))|掲載(?:を)?終了|(?<!科の)募集(?:は|を)(?:すでに|既に)?終(?:え(?:ました|て(?:い|お)|た)|わ(?:りました|った))|採用(?:が|者が?)?(?:決ま(?:り|った(?!の[はが]))|決定(?!後|次第|の|通知|者)|内定(?!後|者))|(?:後任|採用者|担当医師|医師)(?:が|は)(?:決ま(?:り|った)|決定|見つか(?:り|った|って))|取り?下げ(?!の?(?:届(?!出(?:あり|が|済))|願|書|依頼書|申請|用紙|希望日|欄))|白紙|締切済|受付終了|募集終了|決定済|定員に達し(?!次第|たら|た(?:時|場合|とき|際))|(?:医師|先生|医|後任|採用)[^。、]{0,14}(?:が|に|を)[^。、]{0,8}内定し(?:た|ました)|(?:医師|後任|医)[^。]{0,16}着任(?:する。|する$|します|すると(?:発表|明らか|決ま)|することが?(?:決ま|にな))|を内定(?=$|\s|し)|を[^。、]{0,10}採用する(?:方針)?と(?:発表|決め|明らか)|採用(?:が|を)内定|採用を決め(?:た|ました)|(?:紹介|契約|採用|お話)が?成立し?(?:ました|た|済)|CLOSED|(?:^|\s)終了しました(?=\s*(?:$|[─━-]))|(?:[★※→■【(\[《〈<〔]|->|⇒)\s*(?:決定|終了|充足|停止|成約|締切(?!日|り|は|:|\s*(?:\d|令和|R\d)))(?=$|[\s】)\]》〉>〕。!★]|しま|いた|済)|(?:[(\[【→←⇒]|->)\s*(?:採用)?(?:決定|決まり|締切(?!\s*(?:\d|令和|R\d))|終了|済)(?:済み?|しました)?\s*(?=$|[\s)\]】。(\d])|\d{1,2}(?:月|/)\d{1,2}日?(?:に|付で?)?\s*(?:決定|決まり|充足|成約)|(?:^|[●○■※【\[(←→⇒:|]|\s)\s*(?:満員(?:御礼)?|満枠|満席|満了|〆切|成約御礼|採用決定|掲載終了|採用決定済み?|\d{1,2}/\d{1,2}\s*内定|内定済み?|内定)(?:です|しました|となりました)?\s*(?=$|[】\])\s])|締め?切(?:りました|らせて(?:いただ|頂)(?:きました|いた|いて))|応募(?:は)?締め切りました|お申し?込みを締め切"
)
_OF_A_ROW = lazy(r"[月火水木金土日](?:曜|・|\s)[^。]*\d{1,2}[時:][^。]*$")
_PARTLY = lazy(
    r"予約|予防接種|看護|薬剤|助産|技師|療法|介護|事務|栄養|研修医|専攻医|ました方|次第|場合|率|(?<!おかげさ)(?<!おかげ様)(?<!お[陰蔭]さ)(?<!お[陰蔭]様)まで|(?:うち|内)\s*\d|\d+\s*(?:名|人)(?:が|は|の)?(?:すでに|既に)?(?:決|充|採|内)|枠(?!そのもの|自体|ごと|が(?:なくな|廃))|曜|[月火水木金土日](?:・[月火水木金土日])*の?(?:午前|午後|は)|予定(?!者)|ますと|したら|すれば|以外|No\.\s*\d+\s*(?:は|の|につ)|昨年|前年|前回|昨年度|前年度|年度分|歯科"
)


# The number of people right before 「が決まった」 is only a part of them where others are still looked for.
_WHEN_IT_ENDED = lazy(r"(?:先週|今週|先日|昨日)の?[月火水木金土日]曜日?に$")  # 「先週金曜に成約となりました」
_NUMBER_FOUND = lazy(r"(?<!\d)\d+\s*(?:名|人)(?:が|は|の)?(?:すでに|既に)?(?:採用|決|充|内)")
OF_A_DAY = lazy(
    r"\W*(?:[A-Z]{0,3}-?\d{1,4}は、)?(?:(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?(?=の?(?:午[前後]|夜|当直|日直))|(?:(?:毎週|第\d)?[月火水木金土日](?:曜日?)?(?:・|と|、)?){1,4}|平日|週末|土日|祝日|休日|日勤|夜間?(?=は)|午[前後](?=は))の?(?:夜間?|午前|午後|終日|当直|日直|枠)?(?:は|も(?=[^。]*(?:お願い|募集|掲載))|につ)"
)
_OTHERS_LEFT = lazy(
    r"お\d\s*人[はが]|もう\s*\d\s*[名人]|当初は、?\d\s*[名人]|\d\s*[名人]\s*[→⇒]\s*\d\s*[名人]|残る|残り|引き?続き|うち\s*\d|続ける|続けます|継続|あと\s*\d"
)
_STATE_IN_BRACKETS = lazy(r"[【〔\[(※★]\s*(?:募集|掲載|受付)?(?:終了|充足|成約|成立(?:$|し)|停止|決定)")
_CHOICE_OF_A_FORM = lazy(
    r"新規[^。]{0,8}変更[^。]{0,8}取り?下げ|変更(?:[・、/]|及び|および|ならびに|並びに|と|や|または|又は)の?[^。、]{0,4}取り?下げ|取り?下げ(?:[・、/]|及び|および|ならびに|並びに|と|や|または|又は)[^。、]{0,6}変更"
)
# What had been asked for besides is taken back: 「以前お願いしていた金曜の外来は決まりました」.
_ASKED_BEFORE = lazy(
    r"(?:以前|先日|前に|昨年)お願いして(?:いた|いました|おりました)|[月火水木金土日]曜日?(?:の(?:午前|午後|夜|当直|日直|枠))?も、?(?:出し|募集し|お願いし|探し)て(?:い|お)り?ましたが"
)
# A part of the work of which somebody was found: 「乳児健診(第1木曜の午後)は担当の先生が決まりました」.
_OF_A_PART = lazy(r"(?:健診|検診|外来|日直|当直|枠|曜日?|午前|午後)(?:\([^()]*\))?(?:は|のみ)[^。]*$")
_OF_LAST_YEAR = lazy(r"\W*(?:担当者より\W*)?(?:昨年|前年|去年|一昨年)(?:度)?(?:は|の|に|も)")
_MONTH_BEFORE = lazy(r"\d{1,2}月(?:中)?に?|おかげさまで")
_ALL_FOUND = lazy(
    r"(?:医師?|先生)?(?:\([^()]*\))?\s*\d{1,2}\s*[名人](?:は|(?P<both>とも))、?[^。、]{0,16}(?:決ま(?:りました|った)|着任(?:しました|した)|充足|成約|採用となり|(?(both)内定|(?!)))"
)


# Below the label 状況 a word is enough.
_ANOTHER_PLACE = r"(?:工場|本社|支社|本院|分院|病院|診療所|クリニック|事業所)(?:、?(?:本社|本部))?(?:\([^()]*\))?では(?:現在)?、?$|(?:工場|本社|支社|支店|営業所|研究所|分院|事業所)(?:\([^()]*\))?の(?:産業医|嘱託医|医師|先生)は(?:現在|まだ|今のところ|いまのところ|(?:在任|在籍|着任済|充足)[^。、]{0,6})?、?$|(?:そちら|それ)は$"
_STATE_LABEL = lazy(
    r"(?:募集|公開|掲載|求人|選考|採用|派遣|手配|調整|現在の)?の?(?:進み具合|状態|状況|結果|現況|進捗|ステータス)"
)
# 「取下日 令和7年11月12日」: the day on which it ended, not the last one to apply
_DAY_IT_ENDED = lazy(
    r"(?:求人|募集)?(?:取り?下げ?|成約|充足|決定|掲載停止|公開停止|取消)(?:年月)?日(?:\s*[:：]?\s*(?:\d{4}|令和|R\d|\d{1,2}[/月]).*)?"
)
_STATE_ALONE = lazy(
    r"\s*(?:ただいま|現在|本件)?(?:採用|募集|掲載|受付|手配|調整|確保|依頼)?(?:者|枠)?(?:決定|充足|終了|停止(?:中)?|休止(?:中)?|成約|締切|〆切|取り?下げ|内定|満枠|満員|満席|満了|完了|中止|非公開|成立(?:(?:しまし)?た)?|採用(?:者)?あり|\d名を?採用|クローズ|CLOSED?|Closed?|済|なし|無し|[×✕✗])(?:済み?|しました|です|のため[^。]{0,12})?\s*(?:$|[(、。])|\s*(?:募集)?(?:休止|停止)中\s"
)
# In the short note of one post among others no subject is needed: 「先週決まってしまいました」, 「→10月に決定」.
_DONE = lazy(
    r"(?:断念(?:する|した|しました|いたし)|(?:ページ|一覧|求人)から(?:外|はず|下ろ|消)(?:す|し)|決ま(?:りました|って(?:しま)?い?ます|ってしまい|ったそう|ったため|りましたので)|決定(?:しました|いたしました|です|済)|内定(?:しました|済|です)|就任の運び|満員御礼|埋まりました|間に合って(?:い|お)ります)(?!.*(?:あと|残り|引き?続き))"
)


# What is decided or over that is not the post: 「2番は当直の回数が決まりました」, 「小児科は大学からの派遣が決まりました」.
SOMETHING_ELSE = lazy(
    r"(?:時間|回数|場所|日程|曜日|派遣|応援|体制|人数|名称|条件|年[俸収]|待遇|宿舎|住宅|工事|移転|方針|開設|閉鎖|外来|[当宿日]直|診療|見学)(?:の[^。、]{0,6})?(?:[がはをも]|と(?!なり))[^。、]{0,8}(?:決ま|決定|終了|締)|(?:と|ことに)決ま[っり]|うち\s*\d"
)
# 「過去の代診:」, 「これまでの実績:」
_OF_THE_PAST = lazy(r"過去|これまで|実績|履歴|前回|昨年|前年")
# 「書類 → 面接 → 内定」: how one is chosen
_STEPS = lazy(r"(?:書類|面[接談]|見学|応募|選考|審査|懇談|エントリー|申込)[^\d。]*(?:→|⇒|->|>)[^\d。]*$")
_LONG_AGO = lazy(r"年(?:間|にわた)|長年|これまで|前任|現在|今は|毎[年月週回]")
# A remark at the end that other places or times are filled: 「なお、移動採血の先生は充足しております」.
_ANOTHER_FILLED = lazy(
    r"\s*[※・*]?\s*(?:なお|また)、[^。]{0,30}(?:していた|しておりました)[^。、]{0,12}(?:医|医師|先生)は、|\s*[※・*]?\s*(?:なお|また|ただし)、[^。、]{2,24}(?:の(?:先生|医師|枠|求人|募集))(?:は|につきましては|については)、?[^。]{0,14}(?:充足|終了|埋ま|決ま|足りて)"
)


_OF_SOMEBODY = lazy("充足|終了|埋ま|決ま|足りて|(?:医|医師|先生)は、")
# 「健診センターの医師(非常勤)は充足しています」
_PART_FILLED = lazy(
    r"\s*[※・*]?\s*(?:併設の?|分院の?|附属の?)?[^。、]{2,14}(?:センター|分院|部門|施設|クリニック|診療所|病棟|ステーション)の(?:医師|先生|常勤医師?|非常勤医師?)(?:\([^()]*\))?は、?[^。]{0,14}(?:充足|終了|埋ま|決ま|足りて)"
)


# What ends, how it ends, and that it has ended: a sentence has all three.
_WHAT_ENDS = r"(?:(?:医師|後任|人)探し|招(?:へい|聘)|(?:ご?紹介|ご?依頼)(?:の件)?(?=[はをも])|採用試験|募集(?!中|で)|公募|求人|採用(?:活動|計画|選考)?(?!時|の際|後|日|の?時期)|受け?付け?|エントリー|応募(?:の?受け?付け?)?|お?申し?込み?(?:の?受け?付け?)?|掲載(?!料|費|は無料)|公開|案件|この件|本件|ポスト|枠|席|公告|選考|計画|(?:この|今回の)?お?話(?=[はも])|医師の件|増員)"
_ENDS = r"(?:終了|終わ|終え|お?しまい|停止|中止|休止|打ち?切|取り?下げ|とりさげ|取り?(?:や|止)め|とりやめ|見合わせ|見送|取り?消|成立|やめ|終っ|終り|止め(?=て(?:おり|お|いま|いる)|ま|る)|まとま|解決|引っ込め|締め(?=ま(?:す|した)|る)|削除|断念|あきらめ|諦め|ここまで|打ち?止め|締め(?=と(?:なり|いた|し|さ))|凍結|白紙|撤回|満了|完了|充足|成約|満た[しさ]|閉じ|閉め|締めさせ|(?<!の)締め?切(?!り?\s*/|り?(?:日|は|:|まで|に間に合|を(?:延|変|過)|後|の))|〆切(?!日|は|:|\s*\d)|クローズ(?!アップ|ド)|解消|廃止|消滅|立ち?消え|なくなり|無くなり|埋ま|ふさが|いっぱい|満席|満枠|決着|お?断り|お?休み|キャンセル|無効|なかったこと|不要|切れ(?=て)|決ま|決定|確定)"
_HAS_ENDED = r"(?:(?:を|の?ほど|方)?、?お願い(?:いた|し|申)|て(?:いただけ|くださ|もらえ|ほし)|(?<=送)ります(?=。|\s*$)|り(?:です|でございます)(?=。|\s*$)|(?<=め)(?:いた)?(?:し)?ます(?=。|\s*$)|(?<=下げ)(?:いた)?(?:し)?ます(?=。|\s*$)|(?<=消)し(?:いたし)?ます(?=。|\s*$)|として(?:くださ|いただ|ほし)|(?:に|と)して(?:くださ|いただ)|[^。、]{0,6}る(?:と(?:発表|決め|明らか|の(?:こと|方針)|いう)|方針|こと(?:に|と|を))|中(?:です|で、|。|\s*$|で(?:す|ござ))|ら?せて(?:いただ|もら|頂|くださ|ください)[^。、]{0,6}|[^。、]{0,6}(?:ました|いたしました|た(?=。|$|[)」】\s]|ため|ので|ことを?|と(?:の|い)|旨)|させて(?:いただ|もら|頂)[^。、]{0,4}|となり|[とに](?:いた)?(?:します|しております|している)|と?なって(?:い|お)|ことに(?:なり|いた|し)|ことと(?:なり|いた|し)|ことを(?:決め|お知らせ)|し?て(?:い|お)り?(?:ます|る)|し、|り、)|済み?|(?:です)?。?\s*(?:$|[)」】]))"
_OVER = lazy(
    rf"{_WHAT_ENDS}(?:(?:(?!たら|れば|続け|継続)[^。\s()]){{0,18}}?|(?:は|を|も)、?[^。\s()]{{0,60}}(?:ため|ので|ことから|により|に伴い|を受け|理由に|として)、?){_ENDS}{_HAS_ENDED}"
    r"|(?<!単発の)(?<!単発のお)(?<!限りの)(?<!限りのお)(?<!だけの)(?<!だけのお)(?<!のみの)(?<!での)(?<!でのお)(?:募集|公募|求人|採用|受け?付け?|エントリー|応募|お?申し?込み?|お問い?合わせ|取り?扱い)(?:の?(?:受け?付け?|活動|予定))?(?:は|を|も|には)、?[^。、]{0,12}?(?:行って|行なって|して|受けて|受け付けて|承って|いただいて|いたして|お受けして|実施して|出して|取り扱って|考えて)(?:おり|い)(?:ません|ない)"
    r"|(?:募集|公募|求人|採用)(?:は|を)、?[^。、]{0,10}(?:いたしません|行いません|行わない|ございません|いたしかねます|しないこと)"
    r"|(?:応募|エントリー|お?申し?込み?|受け?付け?)[^。、]{0,8}?(?:お受けでき|受けられ|受け付けられ|承れ|承りかね|(?:いただく|する)ことはでき|(?<=応募)でき|(?<=応募は)でき|いただけ|お受けいたしかね)(?:ません|ない|ず|(?<=かね)ます)"
    r"|(?:内定|充足|決定|成立|成約|採用|満員|定員|病棟閉鎖|閉院|廃止|休止)[^。、]{0,4}(?:につき|のため|により|に伴い|したため|しましたので|ことから)、?[^。]{0,20}(?:締切|締め切|〆切|終了|停止|休止|中止|打ち?切|取り?下げ|取り?(?:や|止)め|クローズ|閉)"
    r"|(?:後任|後継者?|次の|新しい(?=[^。、]{0,4}(?:先生|医師?|方|[院所]長|施設長|仲間))|お願いする|お迎えする|(?:来て|着任して|入職して|勤めて|働いて|継いで|引き?受けて|手を挙げて|手伝って|入って|担って|務めて)(?:くださる|いただける|もらえる)|適任|採用(?!時|の際|後|の?可否|の有無|日|通知)|候補|ご?応募(?:くださった|いただいた)|着任される)(?:の|な|する|予定の?|となる)?[^。、]{0,6}(?:先生|医師|方|者|候補)?(?:が|は|も|に|を|と)、?[^。]{0,14}?(?:決ま(?:りました|った|り、|って)|見つか(?:りました|った|り、|って)|内定(?:し(?:ました|た|て)|いたし)|決定(?:し(?:ました|た|て)|いたし)|恵まれ|得られ(?:た|まし)|お迎え(?:でき|することが)|契約(?:を交わ|がととの|が整|し(?:た|まし)))"
    r"|(?:ご縁|良縁)(?:が|に|を)[^。、]{0,8}(?:恵まれ(?:ました|た|、)|ととの[いっ]|整[いっ]|得(?:ました|た|て)|まとま|結ば)|(?:医師|先生)の確保(?:が|も)(?:でき|整|叶)|内定者(?:が|も)[^。、]{0,4}(?:出|決ま)|(?:医師|先生|後任)(?:を|が)[^。、]{0,6}確保(?:でき(?:た|まし)|し(?:た|まし))|(?:ご?紹介|ご?推薦|ご?連絡|ご?応募)は[^。]{0,12}(?:不要(?:です|と)|止めて(?:いただ|くださ)|結構です|ご遠慮(?:いただ|くださ|願))|(?:掲載|求人票?|広告|募集|看板|旗)[をも][^。、]{0,6}(?:下ろし|降ろし|外し|はずし|削除し|消し)(?:て(?:くださ|いただ|ほし)|ました|た(?=。|$))|(?:^|[、。※・]\s*)(?:おかげさまで|このたび|すでに|既に|もう|先日|先週|昨日|本日|無事に?|ようやく|\d{1,2}月(?:\d{1,2}日)?に?|、)*(?:先生|医師|方|お一人|後任)?(?:が|は|も)?、?(?:無事に?|すでに|もう)?(?:決まり(?:ました|ましたので)|決まって(?:しま|お|い)(?:い|り)ま|決定(?:しました|いたしました|済))|新しい(?:医師|先生)を(?:採用|お迎え)し(?:た|ました)|(?:^|[、。])(?:現在|いま|今は?|当面|もう|新たな|これ以上)?、?(?:の)?(?:先生|医師)(?:を|は|の数は)[^。、]{0,6}(?:(?:探して|求めて|必要として|お願いして)(?:おり|い)ません|(?:間に合って|足りて)(?:おり|い)ます)|募集(?:の)?再開(?:の(?:時期|予定|見込み?))?は[^。、]{0,8}(?:未定|ありません|しだい|次第)|(?:次|次回|今後)の?募集は[^。]{0,14}(?:未定|予定|来|令和|\d)|(?:後任|新しい|新)(?:の)?(?:所長|院長|医師|先生|施設長|医長)[^。]{0,8}が[^。]{0,8}(?:着任|就任|入職)(?:しました|いたしました|されました|した(?=。|$))|(?:すでに|既に)[^。]{0,6}(?:先生|医師|方)を(?:お迎え|採用)して(?:い|おり)ます|(?:ようやく|無事に?|やっと)[^。]{0,8}見つかりました|(?:現在|今)は(?:お)?受け付けて(?:おり|い)ません|(?:応募|受付|募集)(?:の?期間|締め?切り?)(?:\([^()]*\))?(?:は|が|を)(?:すでに|もう)?(?:過ぎ|終わ|満了)(?:まし)?(?:た|って)|(?:採用|募集)?(?:枠|定数|定員|人員)に達し(?:ました|た|て)|[★☆※■●【〈(]\s*(?:決まりました|満了|終了|成立|成約|終|済|締切)\s*[★☆】〉)]|(?:募集|公募|求人|採用)(?:は|を)[^。、]{0,6}止め(?:まし|て(?:おり|くださ|いただ|ほし)|た(?=。|$)|ること)|Position (?:is )?filled|SOLD\s?OUT|Sold\s?out"
    r"|(?:先生|医師?|方)(?:\([^()]*\))?(?:が|に|を|は)、?[^。、]{0,12}(?:(?:おいで|お越し|来て|着任|入職|就任|勤務)(?:して)?(?:いただ(?:ける|く)|くださる|する|される|なさる)こと(?:に|と)(?:なり|決ま)|お迎えすることに(?:なり|決ま|いたし))"
    r"|(?:先生|医師|方)(?:が|に)、?(?:ご?快く|お?)?引き?受けて?(?:いただけ?|くださ[いっ]|下さ[いっ]|られ)(?:ました|きました|た(?=。|$))|(?:必要な?|予定の?|募集の?|採用(?:予定)?の?)(?:人[数員]|定員|員数|数)(?:に|を|が|は|も)、?[^。、]{0,8}(?:達し|満た(?:し|さ)|そろ|揃|充足|確保)|(?:人員|欠員|医師|医師数)(?:は|が|も)[^。、]{0,8}(?:確保でき|解消|補充でき|補われ|満たされ)"
    r"|これで[^。、]{0,12}(?:募集|公募)[はをが](?:終|打ち切)|(?:募集|公募)は、?(?:これで|これにより|これをもって|今回で)[^。、]{0,6}(?:終了|終わ|終え|打ち切)"
    r"|(?:先生|方)に、?お決まりになりました|(?:医師?|先生|後任)の(?:着任|採用|赴任|就任|入職)(?:が|も)[^。、]{0,6}決ま(?:った|りました)|(?:^|[、。])(?:もう|すでに)?、?間に合って(?:い|お)り?ます|(?:^|[、。\s])(?:先生|お一人)が、?(?:無事に?|ようやく)?見つかりました|(?:月から|年度|来春|春から)の(?:先生|医師)が[^。、]{0,6}決ま(?:りました|った)|これ(?:にて|で)(?:募集を)?[^。、]{0,4}終わります|(?:ため|ので|ことから|により|を受け)、?[^。]{0,20}(?:募集|公募|求人)を(?:終え|打ち切|取り下げ|取りやめ|やめ|見送|断念す)る(?=。|$)"
    r"|(?:募集(?:する|の)?|後任の?|補充の?|採用の?)(?:必要|理由|予定)(?:が|は)[^。、]{0,4}(?:なくなり|なくなった|無くなり|ありません|ございません|ない)|過去の(?:募集|求人|公募)(?:の記録|情報|です|案内|ページ)"
)
# Who is found is told of as of somebody to come, or the end is denied: 「採用が決まった方には」, 「打ち切る考えはありません」.
_NOT_YET = lazy(
    r"(?<=切[】\]〕)])\s*[:は]?\s*(?:\d|令和|R\d)|(?:(?:まし)?て)?から(?=[おご連の、通相])|(?<=し、)(?:結果|合否|その旨)|た?(?:次第|しだい|場合|時点|時(?:に|は)|とき|際|まで(?!に|の(?:間|あいだ)、?(?:勤め|務め|来て))|後(?:に|は|の)|のち|うえで|上で|暁|たら|ましたら|れば|方(?:に|は|へ|が|を)|先生(?:に|へ)(?:は|も)?|ら(?:、|ば|お|ご|す)|の?(?:日|通知|ご?連絡(?!が(?:あり|ござい)まし|をいただきまし|を受け)|手続))"
    r"|[^。、]{0,10}(?:考え|つもり|予定|こと|わけ|もの|の)?(?:は|も|では|には)(?:ありません|ございません|至って(?:い|お)りません|至りません|ない)|(?:せず|ずに|て?い(?:ません|ない)|て?おりません)|する(?:予定|見込)|した(?:際|後|場合)|し?かけ(?:た|て|ま)"
)
# 「決まり次第、募集を終了いたします」
_ON_CONDITION = lazy(
    r"(?:次第|しだい|時点で|場合(?:は|に|、)|ところで|たら|れば|ますと|際は|(?:[一-龥]|つか)り?るまで)、?[^。、]{0,16}$"
)
# One way in among others: 「電話での受付は終了いたしました」, 「紹介会社を通した募集は停止しました」.
_ONE_WAY_IN = lazy(
    r"(?:電話|ファクス|ファックス|FAX|郵送|郵便|持参|窓口|来院|書面|紙|(?<!当)メール|紹介会社|仲介業者|エージェント|人材(?:紹介)?会社|民間|ハローワーク|ナース|見学会?|説明会|面接|オンライン|医局|大学)(?:で|に|を|から|経由|へ|による|を通じ|を通し|を介し|を使っ)[^。、]{0,6}(?:の|た|した)?(?:お?(?:申し?込み?|応募|受け?付け?|募集|ご?依頼|掲載))?(?:は|を)?$|(?:説明会|見学会?|懇親会|講演会|セミナー|交通費|駐車場|住宅|宿舎|検診|健診|予防接種|新患|予約|外来|入院|面会|保育|学童|教室|検査|研修|講座|寄付|ボランティア|奨学金|修学資金|助成金?|要項の(?:配布|郵送|送付)|資料の(?:配布|郵送|送付))(?:の|への|に関する)?$"
)
# Not open to some: 「70歳以上の方はご応募いただけません」.
_NOT_FOR_SOME = lazy(
    r"(?:(?<!一)方|者|場合|以外|未満|以上|以下|歳|なければ|ないと|のみで(?:は)?)(?:は|の|に|から|、|も|では)[^。]*$|(?:だけ|のみ)[^、。]{0,6}$|(?:重複|併願|複数|代理|匿名)"
)
# Somebody is looked for all the same: again, still, for another term.
_OPEN_AGAIN = lazy(
    r"(?:引き?続き|続けて|継続して|あらためて|改めて|再び|ふたたび|再度|もう一度|新たに|ただいま|現在|今も|今なお|追加で|別途)、?[^。]{0,34}?(?:募集(?!は)(?:いたし|し(?:ます|て(?:い|お|る))|を(?:行|続|再開|し)|中)|募(?:って|り(?:ます|たい))|受け?付け?(?:て(?:い|お)(?:り?ます|る)|いた|ます|中)|お待ち|探して|申し?込み?(?:いただけ|を受)|公募[しす]|お願い(?:し|いた)|求めて|応募(?:いただけ|を受け))"
    r"|(?:先生|(?<!科)医師|[科勤]医)を[^。、]{0,6}(?:募集(?:し|いたし)(?:て(?:い|お)り?ます|ます)|(?:お?探し|お待ち)して(?:い|お)り?ます)|再(?:募集|公募)(?:し|いた|を行|中|の|です|と)|(?:募集|公募)(?:は|を)?(?:再開|続行|継続|続けて(?!いた|おりました|き|来|まいり)|続けます|続ける)|(?:^|[。、はも])[^。]{0,24}(?<!ません)(?:受付中|募集中)(?!の|で(?:は)?な)|第[2-9二三]次[^。]{0,20}(?:受け?付け|中|開始|行)"
)
_LATER = lazy(
    r"来年|来春|次年度|次回|翌年|機会|予定|際(?:は|に)|場合|時(?:は|に)|ときは|なれば|ましたら|かもしれ|いずれ|また"
)


def _reopened(items: Sequence[Item], at: int) -> bool:
    """Whether the words after an end say that somebody is looked for all the same."""
    for item in items:
        for words, start in sentences(item) if item.end > at else ():
            rest = words[max(0, at - start) :]
            if only_others(rest):
                continue
            if (found := _OPEN_AGAIN.search(rest)) and not _LATER.search(rest[: found.end() + 6]):
                return True
    return False


_PARTLY_OVER = lazy(
    r"予約|予防接種|看護|薬剤|助産|技師|療法|介護|事務|栄養|研修医|専攻医|地域枠|歯科|(?:うち|内)\s*\d|曜|以外|昨年|前年|前年度"
)
_OF_A_WEEKDAY = lazy(r"[月火水木金土日](?:曜日?|・[月火水木金土日])[^。)]*$")
# The weekdays of a post that is over as a whole: 「火曜・金曜の午前、時給9,000円でお願いしておりましたが、…充足いたしました」
_WHAT_WAS_ASKED = lazy(
    r"^[^。]*(?:で|と|の条件で)(?:お願い|募集|依頼|公募|お探し)し(?:て(?:い|おり)?)?まし?た(?:が|ところ)、?"
)
_WHOSE = lazy(r"(?P<where>[^、。()]{1,20}?)(?:\([^()]*\))?(?:で(?:は|の|も)|につきましては|については)")
_HERE = lazy(
    r"(?:当|弊|小)(?:院|所|社|診療所|病院|方|法人|科|クリニック|施設|町|村|市|会)|現在|ここ|現時点|今回|医師|今|今年"
)
_FULL_TIME, _PART_TIME = lazy(r"(?<!非)常勤"), lazy(r"非常勤|パート|アルバイト|スポット")
_SINGLE_DATES = lazy(r"(?:単発|スポット)の?(?:方|先生|ご?希望|勤務|募集|お申し?込み)?(?:は|も)[^。]{0,6}$")


# 「当直医の枠はすべて埋まっております」: one duty among what is to be done
_OF_ONE_DUTY = lazy(
    r"(?:当直|日直|宿直|日当直|夜勤|夜間|外来|健診|検診|病棟|訪問|往診|検査|手術|オンコール)(?:の?(?:医師?|先生|担当医?))?の?(?:枠|席|ポスト|募集|応援|お手伝い)(?:は|が|も|につ)"
)


# What ends is an earlier round (its terms are blank by then), a month, a meeting, or the search for another occupation than this one.
_OF_ANOTHER_MATTER = lazy(
    r"(?:^|[。、(\s])(?:[^。、]{0,12}(?:前回|前々回|前年度|昨年度|一次|第1次)(?:\([^()]*\))?の?(?:医師)?(?:公募|募集|求人|採用)?(?:\([^()]*\))?(?:は|では|も)"
    r"|(?:次|以下|下記|左記)の(?:よう|とおり|通り)に?[^。、]{0,4}決|(?:^\W*\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?(?:・[^。、は]{1,10})?は|^\s{10,}応募が|\d{1,2}月分(?:は|の)|[^。、]{0,6}(?:説明会|見学会|講演会|セミナー)(?:は|も|の)"
    r"|[^\s。、()]{1,8}(?<!医)(?<!教)(?:員|士|師|職|手|係|ドライバー|クラーク)(?:\([^()]*\))?の(?:公募|募集|求人|採用)(?:試験|選考)?(?:は|も|につ))"
)


def _of_something_else(
    item: Item,
    words: str,
    found: re.Match[str],
    left: bool,
    departments: Collection[str],
    kinds: Collection[str],
) -> bool:
    """Whether what is over is not this post: a row of a week, another place, department or kind of work, some of those sought."""
    if item.label not in ("お礼", "御礼") and item.about(
        "pay", "night", "on_call", "housing", "age", "retirement", "days", "leave", "insurance", "term"
    ):
        return True
    if _OF_ONE_DUTY.search(words[: found.end()]):
        return True
    line = _WHAT_WAS_ASKED.sub("", item.text[: item.text.find(words) + found.start()].split("\n")[-1])
    if _OF_A_WEEKDAY.search(line):
        return True
    if left and patterns.search(r"\d\s*[名人](?!の?(?:募集|公募|求人)[はをも])", words[: found.end()]):
        return True
    before = words[: found.start()]
    if any(not _HERE.search(where["where"]) for where in _WHOSE.finditer(before + found.group()[:6])):
        return True
    named = {canonical(m.group()) for m in LISTED.finditer(before)}
    if named and departments and named.isdisjoint(departments):
        return True
    return _of_another_kind(before, kinds)


def _of_another_kind(before: str, kinds: Collection[str]) -> bool:
    """Whether the words before an end name another kind of work than the post's: 「単発の方は」, 「常勤医の年収例は…(今回は」."""
    full, part = bool(_FULL_TIME.search(before)), bool(_PART_TIME.search(before))
    return bool(kinds) and full != part and full != ("full_time" in kinds)


# Some of those sought, in brackets behind how many are left: 「1名(1名は内定いたしました)」.
_SOME_IN_BRACKETS = lazy(r"(?P<all>\d)\s*[名人]?\s*[(※](?:(?!(?P=all)\s*[名人])[^()])*(?<!\d)\d\s*[名人][^()]*$")
_A_DAY_IS = lazy(
    r"[(、,。\s][月火水木金土日](?:[・、][月火水木金土日])*(?:曜日?)?(?:の?(?:午前|午後|夜間?|[日当]直|枠|分))?(?:は|のみ)$"
)  # 「月・火・水 午前(水は決定済)」
# Who does a part of the work: 「※胃カメラの担当医は充足しております」; not who is to come: 「後任の先生は決まりました」.
_OF_A_ROLE = lazy(
    r"\W*(?:なお|また|ただし)?、?(?P<part>[^、。()]{2,16})の(?:担当(?:医|者|の先生)?|先生|医師)(?:\([^()]*\))?(?:は|につきましては|については)、?[^、。]{0,8}$"
)
_OF_WHO_COMES = lazy(
    r"後任|新|次|当|本|この|今回|募集|常勤|お願い|予定|希望|病院|診療所|医院|クリニック|[町村市島院]$|春|夏|秋|冬|月|年度"
)
# 「これまでは…にお願いしてきましたが、来年度から先生をお迎えすることになりました」, whose first half is blank by now: somebody is still to be found
_FROM_NOW_ON = lazy(r"^\s{10}|お迎えすることに[^。]*(?:募集|探し)")
# A house beside the one of the post: 「系列クリニックの掲載は」
_BESIDE = lazy(
    r"(?:系列|関連|姉妹|グループ|同じ法人|(?:^|[、。\s])(?:他|ほか|別))の?[^。、はが]{0,12}(?:病院|クリニック|診療所|医院|施設|工場|支社|支店)(?:の[^。、]{0,10})?(?:は|では)?、?$"
)
# What the signs of a table mean: 「◎=新着 ○=継続 ×=取下げ・決定」, 「×...決まっています」
_LEGEND = lazy(
    r"\W*「(?:済み?|決|満|院内|[×✕○●])」(?:は|の(?:枠|日|欄|もの)は|と)|\W*[◎○◯●△▲×✕☆★■]\s*(?:=|\.{2,}|…|:|-)\s*\S"
)
# 「A8. 今年度の募集は終わりました」, where the question was about other occupations and is left out
_ANSWER_ALONE = lazy(r"\s*A\s?\d{0,2}\s?[.:)]\s")
_REASON_OF_A_CHANGE = lazy(r"変更(?:の|した)?(?:理由|事由)")
# How it went elsewhere: 「ある市が…4か月で採用を決めた例がある」.
_ELSEWHERE = lazy(
    r"(?:^|[、。\s])(?:ある|他の|ほかの|近くの|隣の)(?:[都道府県市町村]|病院|診療所|自治体|施設)(?:が|は|では|も)|(?:例|ところ|ケース)(?:(?:が|も)(?:ある|あり)|では)"
)


# 「こちらは大学の医局にお願いしており、募集しておりません」: what others do already
_DONE_BY_OTHERS = lazy(
    r"(?:大学|医局|医師会|他院|外部|応援|派遣|専門の|別の|常勤医)[^。]{0,12}(?:お願いして|任せて|来て(?:いただいて|もらって)|担当して|まかな|賄|足りて)[^。]*$"
)


# A heading of posts that are over, all of which stand below it: 「[受付を終了したもの]」.
_HEADS_WHAT_IS_OVER = lazy(
    r"\W*[^。、]{0,14}(?:終了|終え|締め?切|充足|決ま|決定|成約|取り?下げ|停止|休止|中止)[^。、]{0,8}(?:もの|求人|募集|公募|案件|ポスト|診療科|科|職種|枠|分|一覧|お仕事)\W*"
)
# 「残る1人の募集を続ける」: whoever comes is one of several, and the search goes on
_SOME_STILL_SOUGHT = lazy(
    r"(?:残る|残り|あと|もう)(?:は)?\s*お?(?:\d|ひと|一)\s*[名人り][^。]{0,24}(?:募集|公募|継続|続け|探|求め|迎え|決ま(?:ら|って(?:い|お)(?:な|り?ま))|見つか[らっ]|[ほ欲]し|加わ|来て)"
)
_COMES = lazy(r"着任|内定|決ま|採用|見つか|お?迎え|引き?受け|就任|来て")
_SEARCH_ENDS = lazy(r"募集|公募|求人|掲載|受付")
# 「同じ法人の「おごと坂クリニック」(大津市)では、現在、医師を…」: the house of which something is told
_A_HOUSE = lazy(
    r"(?P<house>[一-龥々ぁ-んァ-ヶーA-Za-z0-9]{2,24}(?:病院|診療所|クリニック|医院|センター|工場|支社|本社|事業所|老健|ホーム|分院|本院|[愛学]?園))[」』]?(?:\([^()]*\))?(?:の[^。、はが]{0,20})?(?:では|(?<!ま)は|につきましては|については)[^。]*$"
)


def _of_another_house(before: str, name: str, items: Sequence[Item]) -> bool:
    """Whether the words before an end tell of a place of work that is neither `name` nor what the post is headed by."""
    found = _A_HOUSE.search(before) if name else None
    if found is None or _HERE.search(found["house"]):
        return False
    house = found["house"]
    return not (house in name or name in house or name[-6:] in house or house[-6:] in items[0].text)


def _of_another_row(item: Item, words: str, found: re.Match[str], departments: Collection[str]) -> bool:
    """Whether the words right before name a weekday or another department as what is filled: 「(日曜午前は充足)」, 「産婦人科は…募集していません」."""
    before = words[: found.start()]
    if _DONE_BY_OTHERS.search(before) or patterns.search(r"[月火水木金土日]曜[^。、()]{0,6}は$", before):
        return True
    line = _WHAT_WAS_ASKED.sub("", item.text[: max(0, item.text.find(words)) + found.start()].split("\n")[-1])
    if patterns.match(r"\W*(?:毎週|第\d)?[月火水木金土日]曜", line):
        return True
    named = {canonical(m.group()) for m in LISTED.finditer(words[: found.start()])}
    return bool(named and departments) and named.isdisjoint(departments)


_SAID_OF = lazy(
    rf"[\W\d]*(?:(?:前|先|先月|今月|\d{{1,2}}月)号[のに]?「?)?(?:なお|また|ただし)?、?(?:[^\s。、]{{2,20}}(?:病院|医院|診療所|クリニック|センター)の)?(?P<list>{A_SHORT_LIST})(?:の?(?:医師?|先生))?"
    r"(?:の(?:求人|募集|公募|採用|選考|採用選考|選考採用|採用試験))?(?:[^「」。]{{1,30}}」)?(?:\([^()]*\))?(?:は|につ)"
)


def _said_of_another(words: str, departments: Collection[str]) -> bool:
    """Whether a sentence begins with another department than those of the post: 「産婦人科は大学から派遣が決まりました」."""
    found = _SAID_OF.match(words) if departments else None
    return found is not None and {*departments}.isdisjoint(canonical(m.group()) for m in LISTED.finditer(found["list"]))


def _of_who_comes(part: str, departments: Collection[str]) -> bool:
    """Whether who is told of by a part of the work, a department or a place is the one who is sought."""
    named = {canonical(m.group()) for m in LISTED.finditer(part)}
    return bool(_OF_WHO_COMES.search(part)) or (bool(named) and not named.isdisjoint(departments))


@once
def _endings(words: str) -> tuple[tuple[re.Match[str], bool], ...]:
    """What may close a post in a sentence, and whether it tells what ends, how, and that it has ended."""
    patterns_of_both = ((_CLOSED, False), (_OVER, True))
    return tuple((found, told_whole) for pattern, told_whole in patterns_of_both for found in pattern.finditer(words))


# A heading with what became of its post: 「非常勤医師(土曜) → 募集を締め切りました(10/31)」.
_BEHIND_AN_ARROW = lazy(
    r"→\s*(?:おかげさまで|都合により)?、?(?P<said>(?:(?:募集|受け?付け?|掲載)[をはが])?(?:(?:採用|着任)が)?(?:締め?切|停止|終了|終え|取り?下げ|休止|充足|成約|決ま|決定)(?!って(?:い|お)(?:な|りま))[^。→]{0,16})\s*$"
)


def _some_left(item: Item, at: int) -> bool:
    """Whether the number still sought stands before those found, below its label: 「人数 1名(1名は11月に着任しました)」."""
    return item.about("headcount") and patterns.search(r"\d\s*[名人]", item.text[: at - item.start]) is not None


def read_closed(
    items: Sequence[Item],
    *,
    whole: bool,
    note: bool = False,
    departments: Collection[str] = (),
    kinds: Collection[str] = (),
    name: str = "",
) -> Found | None:
    """False with the words that close the post. whole: these are all items of a text with one post; note: of one among
    several that is told in few words; departments, kinds of employment and name of the place: those of the post, as far as known.
    """
    if filled_kind(items) is not None:
        return None
    items = [without_the_not_sought(item) for item in items]
    departments = departments or {
        canonical(m.group()) for item in items if item.about("specialty") for m in LISTED.finditer(item.text)
    }
    left = any(_OTHERS_LEFT.search(item.text) for item in items)
    some_sought = any(_SOME_STILL_SOUGHT.search(item.text) for item in items)
    taken, free = taken_rows.of(items)
    if len(taken) > 1 and not free:
        return Found(False, tuple((at, at + len(line)) for line, at in taken))
    for item in items[:2] if not whole else ():
        if not item.fields and (headed := _BEHIND_AN_ARROW.search(item.text)) and "\n" not in item.text:
            return Found.at(False, item.start + headed.start("said"), item.start + headed.end("said"))
    for item in items:
        previous = ""
        if _OF_THE_PAST.match(item.label):
            continue
        if (
            item.about("process", "site")
            and not patterns.search(r"状況|募集期間|応募|番号|No|ID|求人|掲載|更新|登録|お知らせ", item.label)
            and not item.cell
            and not _STATE_IN_BRACKETS.search(item.text)
        ):
            continue
        if (item.about("recruiting") or _STATE_LABEL.fullmatch(item.label)) and _STATE_ALONE.match(item.text):
            return Found.at(False, item.start, item.start + len(item.text.rstrip()))
        if (_DAY_IT_ENDED.fullmatch(item.label) and patterns.search(r"\d", item.text)) or _DAY_IT_ENDED.match(
            f"{item.label} {item.text}".strip()
        ):
            return Found.at(False, item.start, item.start + len(item.text.rstrip()))
        if "充足" in item.label and patterns.match(r"\s*(?:済|○|◯|はい|あり)", item.text):
            return Found.at(False, item.start, item.end)
        for words, start in sentences(item):
            last, previous = previous, words
            if (
                _CHOICE_OF_A_FORM.search(words)
                or _LEGEND.match(words)
                or _REASON_OF_A_CHANGE.search(f"{item.label} {words}")
                or (not item.label and _ANSWER_ALONE.match(words))
                or _OF_LAST_YEAR.match(words)
                or (len(items) > 2 and _ASKED_BEFORE.search(words))
            ):
                continue
            if (_HEADS_WHAT_IS_OVER.fullmatch(words) and item is not items[0]) or _said_of_another(words, departments):
                continue
            if (
                (len(items) > 3 if whole else not note)
                and _OF_SOMEBODY.search(words)  # neither of the others is found without, and both cost far more
                and (_ANOTHER_FILLED.match(words) or _PART_FILLED.match(words))
            ):
                continue
            if (
                (found := _ALL_FOUND.search(words))
                and not left
                and (found["both"] or not _some_left(item, start + found.start()))
            ):
                return Found.at(False, start + found.start(), start + found.end())
            if only_others(words) or (words.startswith("※") and "\n" not in last and only_others(last)):
                continue
            if free and any(at <= start < at + len(line) for line, at in taken):
                continue
            if (
                note
                and not left
                and (found := _DONE.search(words))
                and not SOMETHING_ELSE.search(words)
                and not OF_A_DAY.match(words)
                and not (_OF_A_PART.search(words[: found.start()]) or _SOME_IN_BRACKETS.search(words[: found.start()]))
                and not _PARTLY.search(
                    _MONTH_BEFORE.sub(
                        "", patterns.sub(r"\([^()]*\)", "", patterns.split(r"[→←。]", words[: found.start()])[-1])[-16:]
                    )
                )
            ):
                return Found.at(False, start + found.start(), start + found.end())
            for found, told_whole in _endings(words):
                if told_whole and _of_something_else(item, words, found, left, departments, kinds):
                    continue
                if _OF_ANOTHER_MATTER.search(words[: found.end()]):
                    continue
                before = words[: found.start()]
                if some_sought and _COMES.search(found.group()) and not _SEARCH_ENDS.search(found.group()):
                    continue
                if _of_another_house(before + found.group(), name, items):
                    continue
                if _SOME_IN_BRACKETS.search(before) or _ELSEWHERE.search(words) or _A_DAY_IS.search(before):
                    continue
                if "お迎えする" in found.group() and _FROM_NOW_ON.search(words):
                    continue
                named = {canonical(m.group()) for m in LISTED.finditer(before)}
                if whole and named and departments and named.isdisjoint(departments):
                    continue
                if (
                    len(items) > 3
                    and (role := _OF_A_ROLE.fullmatch(before))
                    and not _of_who_comes(role["part"], departments)
                ):
                    continue
                if _STEPS.search(words[: found.end()]) or (
                    "受け" in found.group() and told_whole and _LONG_AGO.search(words[: found.end()])
                ):
                    continue
                if found.group().startswith(("掲載", "求人", "広告")) and only_others(last):
                    continue  # 「作業療法士は、おかげさまで決まりました。掲載を止めていただけますか」
                if (
                    _ON_CONDITION.search(words[: found.start()])
                    or _NOT_YET.match(words, found.end())
                    or _ONE_WAY_IN.search(words[: found.start()])
                    or (told_whole and _NOT_FOR_SOME.search(words[: found.start()]))
                    or (whole and _reopened(items, start + found.end()))
                ):
                    continue
                if found.group().startswith("募集") and (
                    _of_another_kind(before, kinds) or (kinds and "spot" not in kinds and _SINGLE_DATES.search(before))
                ):
                    continue
                if _SEARCH_ENDS.match(found.group()) and _BESIDE.search(before):
                    continue
                if found.group().startswith(("募集して", "充足")) and _of_another_row(item, words, found, departments):
                    continue
                if OF_A_DAY.match(words):
                    continue  # 「木曜の午後は、大学から…いただけることになりましたので取り下げます」
                if left and patterns.search(
                    r"\d\s*[名人](?:[はがを]|の採用)", words[: found.start()] + found.group()[:4]
                ):
                    continue  # some of those sought were found
                told = _WHEN_IT_ENDED.sub("", patterns.sub(r"\([^()]*\)", "()", before))
                near = told[-16:] + words[found.start() : found.end() + 8]
                if told_whole:
                    if _PARTLY_OVER.search(words[max(0, found.start() - 12) : found.start()]):
                        continue
                    near = ""
                if patterns.search(r"[≪《〈<【★]\s*$", words[: found.start()]):
                    near = words[found.start() : found.end() + 8]  # a mark of its own behind what the post is
                if not left:
                    near = _NUMBER_FOUND.sub("", near)
                if _PARTLY.search(near) and (not item.cell or (left and patterns.search(r"\d\s*[名人]", near))):
                    continue
                if found.group().startswith("募集して") and patterns.search(
                    r"[月火水木金土日]曜|平日|土日|週末|[祝休]日",
                    patterns.split(r"[。(]", patterns.sub(r"\([^()]*\)", "", words[: found.start()]))[-1],
                ):
                    continue  # 「(日曜の当直は大学にお願いしており、募集していません)」
                if found.group().startswith("募集") and patterns.search(
                    r"[月火水木金土日]曜日?(?:[はもの]|と[月火水木金土日]曜日?は)[^。]*$",
                    patterns.split(r"[。(]", words[: found.start()])[-1],
                ):
                    continue  # 「※水曜と金曜は大学から来ていただけることになり、募集を終えました」
                if patterns.search(_ANOTHER_PLACE, words[: found.start()]) and found.group().startswith("募集して"):
                    continue
                if found.group().startswith("定員") and _OF_A_ROW.search(words[: found.start()]):
                    continue  # one row of several: 「土曜夜間 17時〜22時 (定員に達しています)」
                if patterns.search(r"ではありません|せず", words[found.end() : found.end() + 14]):
                    continue
                return Found.at(False, start + found.start(), start + found.end())
    return None
