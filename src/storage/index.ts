// Three rooms with a rule each: sqlite/ holds what must not be lost and nothing public reaches it; duckdb/ alone opens DuckDB; files/ writes files that are on the disk when a call returns.
