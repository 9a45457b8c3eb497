/** No third party, no inline script; Plot writes style elements into its drawings. */
const EVERYWHERE = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Nor is a page in anybody's frame: only a header can say that. */
const IN_NO_FRAME = "frame-ancestors 'none'";

/**
 * The page SQL runs DuckDB: it compiles WebAssembly, in a worker, both from what it has fetched and unpacked itself (`blob:`, which is
 * no address of the network, and a worker of it is under this same policy). Whatever a query says, its only network is this site.
 */
const ENGINE = ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self' blob:", "worker-src blob:"];
const ENGINE_PAGE = "/sql";

/** Headers of every answer. */
export const SECURITY = {
  "Content-Security-Policy": [...EVERYWHERE, IN_NO_FRAME].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** The one page that asks anybody but this place: for an eligibility token, where the settings name an issuer. */
const ASKS_THE_ISSUER = "/contribute";

/** What a page needs beside what all have. */
function ownOf(path: string, issuer: string | undefined): readonly string[] {
  if (path === ENGINE_PAGE) return ENGINE;
  return path === ASKS_THE_ISSUER && issuer !== undefined ? [`connect-src 'self' ${issuer}`] : [];
}

/**
 * What a page has instead of those headers.
 *
 * @param path as `clean` gives it
 * @param issuer of eligibility tokens; undefined: nobody asks for any
 */
export function ownSecurity(path: string, issuer: string | undefined): Readonly<Record<string, string>> {
  const own = ownOf(path, issuer);
  return own.length === 0 ? {} : { "Content-Security-Policy": [...EVERYWHERE, IN_NO_FRAME, ...own].join("; ") };
}

/** A page's policy as it stands inside the page, for hosts that send no headers of ours: the same but for frames. */
export function policyInPage(path: string, issuer: string | undefined): string {
  return [...EVERYWHERE, ...ownOf(path, issuer)].join("; ");
}
