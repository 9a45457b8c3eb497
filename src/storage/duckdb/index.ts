export { type Duck, openDuck, type Params } from "./duck.ts";
export { DuckError } from "./error.ts";
export { literalPath, quoteName, quoteText } from "./instance.ts";
export type { Loader, TableShape } from "./loader.ts";
export { openSealed, type QueryBounds, type SealedDuck, type Selected } from "./sealed.ts";
export type { SqlColumn, SqlType, SqlValue } from "./values.ts";
