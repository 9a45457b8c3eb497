export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { openStore, type Schema, type Store } from "./store.ts";
