export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { openStore, type PreparedStatement as Statement, type Schema, type Store } from "./store.ts";
