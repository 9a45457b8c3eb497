/** No third party, no inline script; Plot writes style elements into its drawings. */
const EVERYWHERE = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
];

/** Forbids others to show a page in a frame: only a header can say that. */
const IN_NO_FRAME = "frame-ancestors 'none'";

/** The one page that others may show in a frame: it draws one figure from its address, and has no form. */
export const EMBED_PAGE = "/embed/";
const IN_ANY_FRAME = "frame-ancestors *";

/**
 * The page SQL runs DuckDB: it compiles WebAssembly, in a worker, both from what it has fetched and unpacked itself (`blob:`, which is
 * no address of the network, and a worker of it is under this same policy). Whatever a query says, its only network is this site.
 */
const ENGINE = ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self' blob:", "worker-src blob:"];
const ENGINE_PAGE = "/sql";

/** Headers of every public answer. Data and pictures may be shown anywhere, in pages that isolate themselves too. */
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
 * Headers of every answer that has a secret or is for one client alone: nobody on the way stores it, no browser takes it for a page,
 * and no page of another site embeds it.
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

/** Devices and payments that no page here asks for, whatever a browser grants by default. */
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

/** Headers of a page: no other site's window holds it, or can move it to another address. */
export const PAGE = {
  ...OWN,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": [...UNUSED, "serial", "usb"].map((feature) => `${feature}=()`).join(", "),
};

/**
 * The one document that asks anybody but this place: for an eligibility token, where the settings name an issuer. Contribuer is a view
 * of it, and a visitor may come to it by navigation inside, under the policy of the address that was opened first.
 */
const ASKS_THE_ISSUER: ReadonlySet<string> = new Set(["/", "/index", "/compare", "/contribute"]);

/** The headers of a page, beside those of every answer. */
function ownOf(path: string, issuer: string | undefined): readonly string[] {
  if (path === ENGINE_PAGE) return ENGINE;
  return ASKS_THE_ISSUER.has(path) && issuer !== undefined ? [`connect-src 'self' ${issuer}`] : [];
}

/**
 * What a built file has beside those headers, or instead of them.
 *
 * @param path as `clean` gives it
 * @param type its media type
 * @param issuer of eligibility tokens; undefined: nobody asks for any
 */
export function ownSecurity(path: string, type: string, issuer: string | undefined): Readonly<Record<string, string>> {
  if (type.startsWith("image/")) return {};
  if (!type.startsWith("text/html")) return OWN;
  // A page that isolates itself may show it too.
  if (path === EMBED_PAGE)
    return {
      ...PAGE,
      "Content-Security-Policy": [...EVERYWHERE, IN_ANY_FRAME].join("; "),
      "Cross-Origin-Resource-Policy": "cross-origin",
    };
  const own = ownOf(path, issuer);
  return own.length === 0 ? PAGE : { ...PAGE, "Content-Security-Policy": [...EVERYWHERE, IN_NO_FRAME, ...own].join("; ") };
}

/** A page's policy as it stands inside the page, for hosts that send no headers of ours: the same but for frames. */
export function policyInPage(path: string, issuer: string | undefined): string {
  return [...EVERYWHERE, ...ownOf(path, issuer)].join("; ");
}
