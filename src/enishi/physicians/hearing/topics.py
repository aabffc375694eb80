"""The guide of the interview: twelve topics in the order of a talk, each with the questions to ask aloud."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """asks: sentences to say as they stand; access: the key that jumps there; know: labels of what we know already."""

    key: str
    title: str
    asks: tuple[str, ...]
    access: str
    know: tuple[str, ...] = ()


TOPICS: tuple[Topic, ...] = (
    Topic("story", "これまでの歩み", ("どのようなお仕事をなさってこられましたか。", "いちばん力を入れてこられたことは何ですか。"), "1",
          ("診療科", "技能")),
    Topic("why", "なぜ、いま", ("次のお仕事をお考えになったきっかけは何ですか。", "いつごろまでに、というお気持ちはありますか。"), "2",
          ("始められる時期",)),
    Topic("wishes", "必ず・できれば・避けたい", ("これだけは譲れない、ということは何ですか。", "あればうれしいことは何ですか。", "これは避けたい、ということはありますか。"), "3",
          ("必ず", "できれば", "避けたい")),
    Topic("days", "働く日と時間", ("週に何日くらいがよろしいですか。半日でもかまいません。", "来られない曜日や時間はありますか。"), "4",
          ("働き方", "日数", "曜日と時間")),
    Topic("scope", "診療の範囲", ("外来・病棟・訪問のうち、なさりたいことは何ですか。", "もうなさらないと決めていることはありますか。"), "5",
          ("診療科", "技能")),
    Topic("pace", "体と歩調", ("当直とオンコールは、いかがですか。", "お体のことで、勤め先に分かっていてほしいことはありますか。"), "6",
          ("当直・オンコール",)),
    Topic("family", "ご家族とご両親", ("ご家族は、どのようにおっしゃっていますか。", "介護やお子さんのことで、気をつけることはありますか。"), "7"),
    Topic("home", "住まいと通勤", ("どのあたりで、とお考えですか。", "通うのは何分くらいまでですか。移り住むことはいかがですか。"), "8",
          ("お住まい", "都道府県", "通える時間", "転居")),
    Topic("money", "収入と年金", ("収入は、これを下回ると困るという額がありますか。", "年金を止めたくない、などのお考えはありますか。"), "9",
          ("報酬",)),
    Topic("leaving", "いまのお勤めと退く日", ("いまのお勤めは、いつまでのお約束ですか。", "続けるお勤めはありますか。週に何時間ですか。"), "0",
          ("続けるお勤め", "始められる時期")),
    Topic("privacy", "知られたくない相手", ("だれに知られると困りますか。", "ご連絡してよい時間と方法は、このままでよろしいですか。"), "q"),
    Topic("decide", "どう決めるか", ("どなたと相談してお決めになりますか。", "一度に何件くらい、ご提案してよろしいですか（3件までにしています）。"), "w"),
)  # fmt: skip

BY_KEY: dict[str, Topic] = {topic.key: topic for topic in TOPICS}
LONGEST_NOTE = 6_000
"""Characters of one topic."""
