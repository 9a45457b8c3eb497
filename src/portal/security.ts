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

/** The one page that asks anybody but this place: for an eligibility token, where the settings name an issuer. */
const ASKS_THE_ISSUER = "/contribute";

/**
 * What a page has instead of that.
 *
 * @param path as `clean` gives it
 * @param issuer of eligibility tokens; undefined: nobody asks for any
 */
export function ownSecurity(path: string, issuer: string | undefined): Readonly<Record<string, string>> {
  if (path === ENGINE_PAGE) return { "Content-Security-Policy": ENGINE_POLICY.join("; ") };
  if (path === ASKS_THE_ISSUER && issuer !== undefined)
    return { "Content-Security-Policy": [...POLICY, `connect-src 'self' ${issuer}`].join("; ") };
  return {};
}
