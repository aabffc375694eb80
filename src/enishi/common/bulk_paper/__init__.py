"""Tables in bulk on paper: tagged PDF/UA written from the first page to the last, thousands of pages a second (ADR 0072)."""
