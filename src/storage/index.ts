// Three kinds of storage, each with a rule: sqlite/ has what must not be lost, and nothing public reaches it; duckdb/ alone opens
// DuckDB; files/ writes files that are on the disk when a call returns.
