const EVERYWHERE =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'";

/** No third party, no inline script; Plot writes style elements into its drawings. As a header, a page is in nobody's frame either. */
export const POLICY = `${EVERYWHERE}; frame-ancestors 'none'`;

/** The same inside a page, for hosts that send no headers of ours: what stands there cannot speak of frames. */
export const POLICY_IN_PAGE = EVERYWHERE;
