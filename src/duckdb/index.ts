export { type Duck, openDuck, type Params } from "./duck.ts";
export { DuckError } from "./error.ts";
export type { Exact } from "./exact.ts";
export { literalPath, quoteName, quoteText } from "./instance.ts";
export type { Loader, TableShape } from "./loader.ts";
export { type Bounds, openSealed, type SealedDuck, type Selected } from "./sealed.ts";
export type { Cell, Column, ColumnType } from "./values.ts";
