import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";

/** Does an If-None-Match list name the tag? Weakness is ignored (RFC 9110, 8.8.3.2). */
export function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** Does an If-Match list name the tag? A weak tag names no bytes (RFC 9110, 13.1.1). */
function namesExactly(header: string, etag: string | null): boolean {
  return header.trim() === "*" || header.split(",").some((tag) => tag.trim() === etag);
}

/**
 * Has the client what it asks for? What it insists on is looked at first, a range afterwards (RFC 9110, 13.2.2). Conditions by
 * date are passed over, as the RFC wants of what has none.
 *
 * @param etag of what would be answered; null: there is nothing to name
 * @throws Refusal `precondition-failed`
 */
export function isNotModified(c: Context, etag: string | null): boolean {
  const insisted = c.req.header("If-Match");
  if (insisted !== undefined && !namesExactly(insisted, etag)) {
    const bound = etag === null ? "be * where there is nothing to name" : `name what there is, ${etag}`;
    const detail = `If-Match must ${bound}; got ${insisted.slice(0, 200)}`;
    throw new Refusal("precondition-failed", detail, [{ parameter: "If-Match", detail }]);
  }
  return etag !== null && namesTag(c.req.header("If-None-Match"), etag);
}
