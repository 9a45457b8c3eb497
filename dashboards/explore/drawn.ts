import type { ComponentType } from "preact";
import { withWords } from "../shared/i18n.ts";
import type { ViewProps } from "./figure-parts.tsx";
import type { ExploreView } from "./selection.ts";
import { RankingView } from "./view-ranking.tsx";

type Drawings = Partial<Record<ExploreView, ComponentType<ViewProps>>>;

/** The drawings that fewer visitors see, which are loaded when one is asked for. */
const LATER: Readonly<Partial<Record<ExploreView, () => Promise<ComponentType<ViewProps>>>>> = {
  map: async () => (await withWords(import("./view-map.tsx"))).MapView,
  time: async () => (await withWords(import("./view-time.tsx"))).TimeView,
  scatter: async () => (await withWords(import("./view-scatter.tsx"))).ScatterView,
  distribution: async () => (await withWords(import("./view-distribution.tsx"))).DistributionView,
};

const drawings: Drawings = { ranking: RankingView };

/** The component of each view that draws, once `loadDrawing` has brought it; the table has none. */
export const VIEW_DRAWINGS: Readonly<Drawings> = drawings;

/** Brings the component of a view before the view is shown. */
export async function loadDrawing(view: ExploreView): Promise<void> {
  const found = drawings[view] ?? (await LATER[view]?.());
  if (found) drawings[view] = found;
}
