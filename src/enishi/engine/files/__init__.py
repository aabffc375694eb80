"""The main job without a database: two CSV files in, suggestions with their reasons out."""

from enishi.engine.files.command import run_match

__all__ = ["run_match"]
