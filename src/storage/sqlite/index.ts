// SQLite databases in which a commit that returned is on the disk; they are copied and checked here too.

export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { type Statements, statementsOf } from "./statements.ts";
export { openStore, type Schema, type Store } from "./store.ts";
