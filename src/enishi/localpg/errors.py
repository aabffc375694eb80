"""What can go wrong, as sentences for the person at the keyboard."""


class ClusterError(RuntimeError):
    """The private database cannot be used; the message says why and what to do."""


class InUse(ClusterError):
    """Another process holds what was asked for alone."""
