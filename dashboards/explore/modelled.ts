import type { Lang } from "../shared/i18n.ts";
import { levelName } from "../shared/labels.ts";
import { type Selection, selected } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** The shown figures, and those of them that a model made. */
function modelledRows({ rows, selection, facts }: ExploreState) {
  const published = selected(rows, selection, facts.tree).filter(
    ({ OBS_VALUE, STATISTIC }) => OBS_VALUE !== null && STATISTIC === selection.statistic,
  );
  return { published, modelled: published.filter(({ METHOD }) => METHOD === "modelled") };
}

/** How many of the shown means a model pulled towards those of the level above, which is named; null: none. */
export function modelledText(shown: ExploreState, lang: Lang): string | null {
  const { published, modelled } = modelledRows(shown);
  if (modelled.length === 0) return null;
  const isOfType = modelled.every(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE !== "_T");
  return EXPLORE[lang].aside.modelled(modelled.length, published.length, levelAbove(shown, shown.selection, lang), isOfType);
}

/** The name of the level above that of the places; null where places of several levels were picked. */
function levelAbove({ facts }: ExploreState, { areas, level }: Selection, lang: Lang): string | null {
  const levels = new Set(areas.length === 0 ? [level] : areas.map((code) => facts.tree.get(code)?.level ?? level));
  const [only = level] = levels;
  const above = facts.territory.levels[facts.territory.levels.indexOf(only) - 1];
  return levels.size > 1 || above === undefined ? null : levelName(facts.territory.level_names, above, lang);
}
