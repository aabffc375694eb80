"""The search of public openings: filters as values and URLs, an index of columns in the process, exact counts.

`matching_count(filters)` is what other rooms want; see `finding.py`.
"""

from enishi.openings.search.filters import Filters, canonical_query, read_query
from enishi.openings.search.finding import matching_count

__all__ = ["Filters", "canonical_query", "matching_count", "read_query"]
