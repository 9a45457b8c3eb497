/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path to be read, not a pattern: DuckDB takes `*`, `?` and `[` in the name of a folder to stand for others. */
export function literalPath(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
