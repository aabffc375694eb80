"""Enishi (縁): placement, research and outreach for second careers of physicians."""
