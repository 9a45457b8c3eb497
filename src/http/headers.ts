/** The content policy of every page: no third party and no inline script. Plot writes style elements into its drawings. */
const EVERYWHERE = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Forbids other sites to show a page in a frame; works only in a header, not in a page. */
const IN_NO_FRAME = "frame-ancestors 'none'";

/** The only page that other sites may show in a frame. It draws one figure from its address, and has no form. */
export const EMBED_PAGE = "/embed/";
const IN_ANY_FRAME = "frame-ancestors *";

/**
 * The SQL page runs DuckDB: it compiles WebAssembly in a worker, both from data that it fetched and unpacked itself (`blob:`,
 * which is no network address; such a worker has this same policy). Whatever a query says, it can reach this site only.
 */
const ENGINE = ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self' blob:", "worker-src blob:"];
const ENGINE_PAGE = "/sql";

/** Headers of every public answer. Data and pictures may be shown anywhere, even in pages that isolate themselves. */
export const PUBLIC = {
  "Content-Security-Policy": [...EVERYWHERE, IN_NO_FRAME].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers":
    "Link, ETag, Content-Disposition, Content-Length, Content-Range, Accept-Ranges, Retry-After, RateLimit, RateLimit-Policy",
};

/**
 * Headers of answers that contain a secret or are for one client: no proxy stores them, no browser treats them as a page, and no
 * other site's page embeds them.
 */
export const PRIVATE = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** The resource policy of pages and their programs, which other sites may not embed. */
const OWN = { "Cross-Origin-Resource-Policy": "same-origin" };

/** Features that no page here uses; turned off, whatever a browser allows by default. */
const UNUSED = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "payment",
];

/** Headers of a page: other sites' windows have no access to it, and cannot navigate it. */
export const PAGE = {
  ...OWN,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": [...UNUSED, "serial", "usb"].map((feature) => `${feature}=()`).join(", "),
};

/**
 * Paths of the only document that contacts another host: the issuer of eligibility tokens, where settings name one. Its view
 * Contribuer can be reached by navigation inside it, so the policy must fit whichever of its addresses was opened first.
 */
const ASKS_THE_ISSUER: ReadonlySet<string> = new Set(["/", "/index", "/compare", "/contribute"]);

/** Directives that a page's content policy has beyond those of every page. */
function pageDirectives(path: string, issuer: string | undefined): readonly string[] {
  if (path === ENGINE_PAGE) return ENGINE;
  return ASKS_THE_ISSUER.has(path) && issuer !== undefined ? [`connect-src 'self' ${issuer}`] : [];
}

/**
 * The headers of a built file that add to or replace those of `PUBLIC`.
 *
 * @param path as `pagePath` returns it
 * @param type its media type
 * @param issuer the issuer of eligibility tokens; undefined: there is none
 */
export function ownSecurity(path: string, type: string, issuer: string | undefined): Readonly<Record<string, string>> {
  if (type.startsWith("image/")) return {};
  if (!type.startsWith("text/html")) return OWN;
  // So that a page which isolates itself can show it too.
  if (path === EMBED_PAGE)
    return {
      ...PAGE,
      "Content-Security-Policy": [...EVERYWHERE, IN_ANY_FRAME].join("; "),
      "Cross-Origin-Resource-Policy": "cross-origin",
    };
  const own = pageDirectives(path, issuer);
  return own.length === 0 ? PAGE : { ...PAGE, "Content-Security-Policy": [...EVERYWHERE, IN_NO_FRAME, ...own].join("; ") };
}

/**
 * The content policy written inside a page, for hosts that send no headers of ours. It has no frame directive, which works only
 * in a header.
 */
export function policyInPage(path: string, issuer: string | undefined): string {
  return [...EVERYWHERE, ...pageDirectives(path, issuer)].join("; ");
}
