export { type Duck, openDuck, type Params } from "./duck.ts";
export { DuckError } from "./error.ts";
export type { Exact } from "./exact.ts";
export { literalPath, quoteName, quoteText } from "./instance.ts";
export type { Loader, TableShape } from "./loader.ts";
export { openSealed, type QueryBounds as Bounds, type SealedDuck, type Selected } from "./sealed.ts";
export type { SqlColumn as Column, SqlType as ColumnType, SqlValue as Cell } from "./values.ts";
