import type { Choice, ChoiceChange } from "./choice.ts";
import type { DistrictState } from "./shown.ts";

/** The figures that can be shown elsewhere. */
export const EMBEDDED = ["map", "ranking", "compare", "topics", "trend"] as const;
export type EmbeddedFigure = (typeof EMBEDDED)[number];

/** A choice as it stands in an address: all that is not the default. */
export function paramsOf(choice: Choice): Required<ChoiceChange> {
  const { view, ref, statistic, type, period, area, level, at, other, picks, zone } = choice;
  return {
    view: view === "map" ? null : view,
    measure: ref.key,
    stat: statistic === "mean" ? null : statistic,
    type: type === "_T" ? null : type,
    period,
    area,
    level,
    at,
    with: other,
    pick: picks.length === 0 ? null : picks.join(","),
    zone,
  };
}

/** The address that only draws one figure, absolute: every part of the choice is in it, so that it stays what it is when defaults change. */
export function embedAddress({ choice, lang }: Pick<DistrictState, "choice" | "lang">, figure: EmbeddedFigure): string {
  const url = new URL("embed/", document.baseURI);
  url.searchParams.set("figure", figure);
  if (lang !== "fr") url.searchParams.set("lang", lang);
  for (const [name, value] of Object.entries(paramsOf(choice)))
    if (value !== null && name !== "view") url.searchParams.set(name, value);
  return url.href;
}
