export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { openStore, type Schema, type Statement, type Store } from "./store.ts";
