"""Referrals to and from partner banks: the registry in the office, going out and coming in at the desk, the physician's own yes."""
