// DuckDB in memory: opened for the pipeline, and sealed for queries of untrusted people. The engine's library takes a fifth of a
// second to load, so it is loaded only when a database is opened: most commands never need it.

import type { Duck } from "./duck.ts";
import type { QueryBounds, SealedDuck } from "./sealed.ts";

export type { Duck, Params } from "./duck.ts";
export { DuckError } from "./error.ts";
export type { ColumnData, Loader, TableShape } from "./loader.ts";
export { literalPath, quoteName, quoteText } from "./quote.ts";
export type { QueryBounds, QueryResult, SealedDuck } from "./sealed.ts";
export type { SqlColumn, SqlType, SqlValue } from "./values.ts";

/** Opens a connection, confined to folders where given: see `duck.ts`. */
export async function openDuck(options: { readonly folders?: readonly string[] } = {}): Promise<Duck> {
  return (await import("./duck.ts")).openConnection(options);
}

/** Opens a database for untrusted queries: see `sealed.ts`. */
export async function openSealed(
  load: (run: (sql: string) => Promise<void>) => Promise<void>,
  bounds: QueryBounds,
): Promise<SealedDuck> {
  return (await import("./sealed.ts")).openSealedDatabase(load, bounds);
}
