/** No third party, no inline script; Plot writes style elements into its drawings. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/**
 * The page SQL runs DuckDB: it compiles WebAssembly, in a worker, both from what it has fetched and unpacked itself (`blob:`, which is
 * no address of the network, and a worker of it is under this same policy). Whatever a query says, its only network is this site.
 */
const ENGINE_POLICY = [...POLICY, "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self' blob:", "worker-src blob:"];
const ENGINE_PAGE = "/sql";

/** Headers of every answer. */
export const SECURITY = {
  "Content-Security-Policy": POLICY.join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** What a page has instead of that. @param path as `clean` gives it */
export function ownSecurity(path: string): Readonly<Record<string, string>> {
  return path === ENGINE_PAGE ? { "Content-Security-Policy": ENGINE_POLICY.join("; ") } : {};
}
