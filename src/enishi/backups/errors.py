"""What goes wrong with a backup, each as one sentence for whoever runs it."""


class BackupError(Exception):
    """One sentence; nothing half made or half restored stays behind."""
