import type { Observation } from "../../src/contract/observation.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** How many of some published figures a model drew towards the wider place, `wider` where it is one; empty: none. One that stands there twice counts once. */
export function modelledNotes(
  rows: readonly (Pick<Observation, "METHOD" | "OBS_VALUE"> | undefined)[],
  lang: Lang,
  wider?: { readonly of: string },
): string[] {
  const published = [...new Set(rows)].filter((row) => row !== undefined && row.OBS_VALUE !== null);
  const modelled = published.filter((row) => row?.METHOD === "modelled").length;
  return modelled === 0 ? [] : [WORDS[lang].figure.modelled(modelled, published.length, wider)];
}
