"""What was heard in the interview: twelve topics, and the lines of the wish sheet that the notes say. Pure."""
