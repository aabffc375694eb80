"""Openings as a list in Excel or CSV: a template with choices, reading with a sentence for each cell, writing back.

`files` bytes → cells, whatever was sent · `columns` what each column means, both ways · `reading` cells → rows of facts ·
`writing` openings → a workbook. Pure; what a list would change in the database is worked out in `plan`.
"""
