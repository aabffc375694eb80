"""Referrals to and from partner banks: registry and keys, the signed file and its printed twin, consent, records of provision."""
