export { copyStore, integrityFaults, isUnused } from "./copy.ts";
export { sharedFault } from "./private-file.ts";
export { openStore, type Schema, type Statement, type Store } from "./store.ts";
