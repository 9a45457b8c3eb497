// DuckDB in memory: opened for the pipeline, and sealed for the queries of people who are not trusted.

export { type Duck, openDuck, type Params } from "./duck.ts";
export { DuckError } from "./error.ts";
export { literalPath, quoteName, quoteText } from "./instance.ts";
export type { Loader, TableShape } from "./loader.ts";
export { openSealed, type QueryBounds, type QueryResult, type SealedDuck } from "./sealed.ts";
export type { SqlColumn, SqlType, SqlValue } from "./values.ts";
