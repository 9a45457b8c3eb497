export { StoreError, type StoreFault, storeErrorOf } from "./error.ts";
export { openStore, type Schema, type Statement, type Store } from "./store.ts";
