"""How a message says that what it tells can be taken back: the word after this mark goes to /desk/undo."""

UNDO = "undo:"
