"""Numbers of the funnel hidden so that no adding and subtracting tells a small one, by exchanges. Pure."""
