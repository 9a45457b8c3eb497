/** The engine's files, provided by `vite.config.ts`. */
declare module "virtual:duckdb-engine" {
  /** address of the worker that runs the engine, beside the page */
  export const worker: string;
  /** address of the compressed engine */
  export const engine: string;
  export const engineBytes: number;
  /** bytes of both as transferred, where the host compresses text */
  export const bytes: number;
}
