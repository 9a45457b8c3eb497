export { StoreError, storeErrorOf, type StoreFault } from "./error.ts";
export { openStore, type Schema, type Statement, type Store } from "./store.ts";
