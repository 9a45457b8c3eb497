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

/** Headers of every answer. @param path of the request */
export function securityHeaders(path: string): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": (path === ENGINE_PAGE ? ENGINE_POLICY : POLICY).join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
  };
}
