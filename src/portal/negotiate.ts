import type { Context } from "hono";
import Negotiator from "negotiator";
import { LANGUAGES, type Language } from "../texts/index.ts";
import { notAcceptable } from "./refusals.ts";

export { LANGUAGES, type Language };

/** Characters of an Accept header. Weighing costs what is offered times what is accepted, and browsers send some 150. */
const LONGEST = 1000;

/**
 * The offered media type that the client likes best, for an address with a choice: one that has a single form answers with it
 * whatever is accepted, for programs list what they know rather than what they can read (GDAL, feed readers).
 *
 * @param offered the first is what a client without a preference gets
 * @param named how a refusal lists them; absent: as they are
 * @throws Refusal `not-acceptable` when it accepts none of them
 */
export function mediaType<T extends string>(
  header: string | undefined,
  offered: readonly [T, T, ...T[]],
  named: readonly string[] = offered,
): T {
  if (header === undefined || header.trim() === "") return offered[0];
  if (header.length > LONGEST) throw notAcceptable(`have at most ${LONGEST} characters`, String(header.length));
  const found = new Negotiator({ headers: { accept: header } }).mediaType(offered);
  if (found === undefined) throw notAcceptable(`allow ${named.join(" or ")}`, header);
  return found as T;
}

/** `lang=` as asked for, else Accept-Language, else the commons' first language. */
export function language(c: Context, asked: Language | undefined, fallback: readonly Language[]): Language {
  if (asked !== undefined) return asked;
  const [first = "fr"] = fallback;
  const offered = [first, ...LANGUAGES.filter((one) => one !== first)];
  const headers = { "accept-language": c.req.header("Accept-Language") };
  return (new Negotiator({ headers }).language(offered) as Language | undefined) ?? first;
}
