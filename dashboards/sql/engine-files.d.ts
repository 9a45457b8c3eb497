/** The engine's files, as `vite.config.ts` gives them out. */
declare module "virtual:duckdb-engine" {
  /** address of what runs the engine, beside the page */
  export const worker: string;
  /** address of the engine, compressed */
  export const engine: string;
  /** of both, as they come over the line where the host compresses text */
  export const bytes: number;
}
