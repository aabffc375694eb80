"""A private PostgreSQL for development and tests, started and stopped by us. Standard library only.

>>> uri = ensure(Path(".local/pg"))        # creates and starts what is missing; safe to call at the same time
>>> with using(Path(".local/pg")) as uri:  # stopped when the last user leaves
...     ...
"""

from enishi.localpg.cluster import Status, destroy, ensure, keep, status, stop, using
from enishi.localpg.errors import ClusterError, InUse

__all__ = ["ClusterError", "InUse", "Status", "destroy", "ensure", "keep", "status", "stop", "using"]
