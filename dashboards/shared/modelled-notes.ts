import type { Observation } from "../../src/contract/observation.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** How many of some published figures a model drew towards the wider place, `wider` where it is one; empty: none. One that stands there twice counts once. */
export function modelledNotes(
  rows: readonly (Pick<Observation, "METHOD" | "OBS_VALUE" | "HOUSEHOLD_TYPE"> | undefined)[],
  lang: Lang,
  wider?: { readonly of: string },
): string[] {
  const published = [...new Set(rows)].filter((row) => row !== undefined && row.OBS_VALUE !== null);
  const modelled = published.filter((row) => row?.METHOD === "modelled");
  // What is expected of one type of homes in a place is no mean of the wider place (the method has the formula).
  const isOfType = modelled.every((row) => row?.HOUSEHOLD_TYPE !== "_T");
  return modelled.length === 0 ? [] : [WORDS[lang].figure.modelled(modelled.length, published.length, isOfType ? "type" : wider)];
}
