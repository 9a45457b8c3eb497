import type { Context } from "hono";
import { notAcceptable } from "./refusals.ts";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Preference {
  readonly value: string;
  /** of the media range, in lower case: `version`, `labels` */
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** The members of an Accept or Accept-Language header; a malformed quality is 1. */
export function preferences(header: string): Preference[] {
  return header.split(",").flatMap((part) => {
    const [value = "", ...parameters] = part.split(";").map((text) => text.trim());
    const q = parameters.find((parameter) => /^q=/i.test(parameter));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    if (value === "") return [];
    const named = parameters.flatMap((parameter): [string, string][] => {
      const [name = "", ...rest] = parameter.toLowerCase().split("=");
      return name === "" || name === "q" ? [] : [[name.trim(), rest.join("=").trim().replaceAll('"', "")]];
    });
    const bounded = quality >= 0 && quality <= 1 ? quality : 1;
    return [{ value: value.toLowerCase(), parameters: new Map(named), quality: bounded }];
  });
}

/**
 * The offered media type that the client likes best; the first one on a tie.
 *
 * @param offered media types, parameters are ignored
 * @throws Refusal `not-acceptable` when it accepts none of them
 */
export function mediaType<T extends string>(c: Context, offered: readonly T[]): T {
  const header = c.req.header("Accept");
  const first = offered[0] as T;
  if (header === undefined || header.trim() === "") return first;
  const wanted = preferences(header);
  let best: { type: T; quality: number } = { type: first, quality: 0 };
  for (const type of offered) {
    const quality = qualityOf(type.split(";")[0] as string, wanted);
    if (quality > best.quality) best = { type, quality };
  }
  if (best.quality === 0) throw notAcceptable(offered, header);
  return best.type;
}

/** The most specific range that fits decides (RFC 9110, 12.5.1). */
function qualityOf(type: string, wanted: readonly Preference[]): number {
  const [family] = type.split("/");
  for (const range of [type, `${family}/*`, "*/*"]) {
    const found = wanted.find(({ value }) => value === range);
    if (found) return found.quality;
  }
  return 0;
}

/** `lang=` as asked for, else Accept-Language, else the commons' first language. */
export function language(c: Context, asked: Language | undefined, fallback: readonly Language[]): Language {
  if (asked !== undefined) return asked;
  const wanted = preferences(c.req.header("Accept-Language") ?? "").sort((a, b) => b.quality - a.quality);
  for (const { value, quality } of wanted) {
    const found = LANGUAGES.find((candidate) => value === candidate || value.startsWith(`${candidate}-`));
    if (found !== undefined && quality > 0) return found;
  }
  return fallback[0] ?? "fr";
}
