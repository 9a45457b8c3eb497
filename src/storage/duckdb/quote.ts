/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Escapes a path that must not be read as a pattern: DuckDB treats `*`, `?` and `[` in folder names as wildcards. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
