import type { Statistic } from "../../src/contract/observation.ts";
import { withState } from "../shared/url-state.ts";
import { type AddressChange, EXPLORE_VIEWS, type ExploreView, inView, isAmount, linesOf, type Selection } from "./selection.ts";

/** The parts of a selection that a view may add to, by the parameters that hold them. A place is one choice in three parameters. */
const PARTS = [
  { parameters: ["measure"], parts: ["measures"] },
  { parameters: ["period"], parts: ["periods"] },
  { parameters: ["level", "in", "area"], parts: ["level", "within", "areas"] },
] as const;

type Part = (typeof PARTS)[number]["parts"][number];

/** What was chosen before a view added what it needs: another view starts from there. */
export interface Chosen {
  /** the parameters that the view changed, as they were */
  readonly parameters: AddressChange;
  /** what they held, as the parameters alone do not say what is shown without them */
  readonly parts: Partial<Pick<Selection, Part>>;
}

/**
 * The views that have something to draw: over time needs two periods of a step, a scatter plot two subjects. `subjects` is the number of
 * measures by chosen kinds of homes with figures at the places of a scatter plot. A map colours places by the whole, which is no measure
 * for numbers of homes and totals. The present view stays, since its address may name it.
 */
export function liveViews(
  present: ExploreView,
  released: readonly string[],
  subjects: number,
  statistic: Statistic,
): readonly ExploreView[] {
  const hasLine = linesOf(released).length > 0;
  const isLive = { time: hasLine, scatter: hasLine || subjects > 1, map: !isAmount(statistic) } as const;
  return EXPLORE_VIEWS.filter((view) => view === present || !(view in isLive) || isLive[view as keyof typeof isLive]);
}

/** Another view of what is chosen: the change of the address, and what was chosen where the view adds to it. */
export interface ViewChange {
  readonly change: AddressChange;
  readonly chosen: Chosen | null;
}

export interface ViewContext {
  readonly selection: Selection;
  /** what was chosen before the present view added to it; null: it added nothing */
  readonly chosen: Chosen | null;
  /** query of the address */
  readonly search: string;
  readonly released: readonly string[];
  /** measures that have rows */
  readonly offered: readonly string[];
}

/**
 * What is shown and the address does not say. What is shown by default depends on the view and the periods, so a change names it: no
 * other word of the sentence then changes. A measure or a place in the address decides the rest of its part alone.
 */
export function unsaid({ measures, level, within, areas }: Selection, search: string): AddressChange {
  const params = new URLSearchParams(search);
  const hasPlace = areas.length > 0 || params.has("level") || params.has("in");
  return {
    ...(params.has("measure") ? {} : { dataset: null, measure: measures.join(",") }),
    ...(hasPlace ? {} : { level, in: within }),
  };
}

/** Leads to a view from what was chosen, without what the present view added to it. */
export function toView(view: ExploreView, { selection, chosen, search, released, offered }: ViewContext): ViewChange {
  if (view === selection.view) return { change: { view }, chosen };
  const own: Selection = { ...selection, ...chosen?.parts };
  const { view: _, ...added } = inView(own, view, released, offered);
  const said = { ...unsaid(selection, search), ...chosen?.parameters };
  const change = { ...said, ...added, view };
  const touched = PARTS.filter(({ parameters }) => parameters.some((name) => name in added));
  if (touched.length === 0) return { change, chosen: null };
  const before = new URLSearchParams(withState(search, said));
  return {
    change,
    chosen: {
      parameters: Object.fromEntries(touched.flatMap(({ parameters }) => parameters.map((name) => [name, before.get(name)]))),
      parts: Object.fromEntries(touched.flatMap(({ parts }) => parts.map((part) => [part, own[part]]))),
    },
  };
}

/** What is left of `chosen` after a visitor changed the address: a part that they chose again is theirs. */
export function afterChange(chosen: Chosen | null, change: AddressChange): Chosen | null {
  if (chosen === null) return null;
  const kept = PARTS.filter(
    ({ parameters }) => parameters.some((name) => name in chosen.parameters) && !parameters.some((name) => name in change),
  );
  if (kept.length === 0) return null;
  const names = new Set<string>(kept.flatMap(({ parameters }) => parameters));
  const parts = new Set<string>(kept.flatMap(({ parts }) => parts));
  return {
    parameters: Object.fromEntries(Object.entries(chosen.parameters).filter(([name]) => names.has(name))),
    parts: Object.fromEntries(Object.entries(chosen.parts).filter(([part]) => parts.has(part))),
  };
}
