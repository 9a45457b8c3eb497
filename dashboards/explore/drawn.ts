import type { ComponentType } from "preact";
import { withWords } from "../shared/i18n.ts";
import type { ViewProps } from "./figure-parts.tsx";
import type { ExploreView } from "./selection.ts";

/** A view that draws, or what is said in place of one that has no figures. */
type Drawing = Exclude<ExploreView, "table"> | "none";

/** The program of each, loaded when it is asked for. */
const LATER: Readonly<Record<Drawing, () => Promise<ComponentType<ViewProps>>>> = {
  ranking: async () => (await withWords(import("./view-ranking.tsx"))).RankingView,
  map: async () => (await withWords(import("./view-map.tsx"))).MapView,
  time: async () => (await withWords(import("./view-time.tsx"))).TimeView,
  scatter: async () => (await withWords(import("./view-scatter.tsx"))).ScatterView,
  distribution: async () => (await withWords(import("./view-distribution.tsx"))).DistributionView,
  none: async () => (await import("./empty.tsx")).NoFigures,
};

const drawings: { [drawing in Drawing | "table"]?: ComponentType<ViewProps> } = {};

/** The component of each view that draws, once `loadDrawing` has brought it; the table has none. */
export const VIEW_DRAWINGS: Readonly<typeof drawings> = drawings;

/** Brings the component of a view before the view is shown. */
export async function loadDrawing(view: ExploreView | "none"): Promise<void> {
  if (view !== "table") drawings[view] ??= await LATER[view]();
}
