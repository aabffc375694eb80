"""リレー常勤 (N8): one post of some half-days a week over some months, shared by several physicians one after another or side
by side. Pure: `problem` says what is asked, `plan` what comes out, `solve` finds it with HiGHS, `judge` checks it anew."""
