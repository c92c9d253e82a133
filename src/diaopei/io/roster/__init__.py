"""A roster in the trade's own columns, turned into people, units, posts and present assignments."""
