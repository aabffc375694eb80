"""What an opening says, read by the law: forbidden, misleading or vague words, with the article and better words.

`check.check` is the one way in. `sex_words person_words age_words contract_words pay_words vague_words` hold the rules of free
texts, `terms` those of the structured conditions, `statutes` the articles with the day from which they hold.
"""
