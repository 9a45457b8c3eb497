/** Longer queries than this make addresses that programs cut. */
const MAX_FRAGMENT_LENGTH = 8_000;

/** The query of an address, from what stands after `#`; null where there is none. */
export function queryOf(hash: string): string | null {
  const query = new URLSearchParams(hash.replace(/^#/, "")).get("sql");
  return query === null || query === "" ? null : query;
}

/** What stands after `#` for a query: browsers keep it to themselves. */
export function fragmentOf(query: string): string {
  return query.trim() === "" || query.length > MAX_FRAGMENT_LENGTH ? "" : `#${new URLSearchParams({ sql: query })}`;
}

/** Writes the query into the address, without loading anything. */
export function keepQuery(query: string): void {
  history.replaceState(null, "", `${location.pathname}${location.search}${fragmentOf(query)}`);
}
