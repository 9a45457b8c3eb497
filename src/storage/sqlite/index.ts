// SQLite databases whose commits are on the disk on return; also copies and checks them.

export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { type Statements, statementsOf } from "./statements.ts";
export { openStore, type Schema, type Store } from "./store.ts";
