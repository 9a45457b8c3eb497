import { type Lang, langState } from "../shared/i18n.ts";
import type { Choice, ChoiceChange } from "./choice.ts";
import type { DistrictState } from "./shown.ts";

/** Figures that other sites can embed. */
export const EMBEDDED = ["map", "ranking", "compare", "topics", "trend", "own", "periods"] as const;
export type EmbeddedFigure = (typeof EMBEDDED)[number];

/** A choice as parameters of an address, without those that have their default. */
export function paramsOf(choice: Choice): Required<ChoiceChange> {
  const { view, ref, statistic, type, period, area, level, at, other, picks, zone, each } = choice;
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
    each,
  };
}

/** Absolute address of one figure for embedding, by the parameters of the page that has it. */
export function figureAddress(
  figure: EmbeddedFigure | "data",
  lang: Lang,
  params: Readonly<Record<string, string | null | undefined>>,
): string {
  const url = new URL("embed/", document.baseURI);
  url.searchParams.set("figure", figure);
  for (const [name, value] of Object.entries({ ...langState(lang), ...params })) if (value) url.searchParams.set(name, value);
  return url.href;
}

/** The address of what is chosen. It fixes the choice, so that the figure stays the same when defaults change. */
export const embedAddress = ({ choice, lang }: Pick<DistrictState, "choice" | "lang">, figure: EmbeddedFigure): string =>
  figureAddress(figure, lang, { ...paramsOf(choice), view: null });
