"""Backups as files: sealed streams, the book of their keys, making one and restoring it. Knows no Django.

A backup is one file, sealed in pieces with a key of its own. The key stands in the key book and nowhere else, so a backup that was
copied to many places is unreadable everywhere once its key is taken out of the book.
"""
