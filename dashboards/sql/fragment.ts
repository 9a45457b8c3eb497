/** Longest query that is put into an address; programs cut longer addresses. */
const MAX_FRAGMENT_LENGTH = 8_000;

/** The query in the part of an address after `#`; null where there is none. */
export function queryOf(hash: string): string | null {
  const query = new URLSearchParams(hash.replace(/^#/, "")).get("sql");
  return query === null || query === "" ? null : query;
}

/** The part of an address after `#` for a query. Browsers do not send it to the server. */
export function fragmentOf(query: string): string {
  return query.trim() === "" || query.length > MAX_FRAGMENT_LENGTH ? "" : `#${new URLSearchParams({ sql: query })}`;
}

/** Writes the query into the address without loading anything. */
export function keepQuery(query: string): void {
  history.replaceState(null, "", `${location.pathname}${location.search}${fragmentOf(query)}`);
}
