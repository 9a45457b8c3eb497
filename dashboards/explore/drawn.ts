import type { ComponentType } from "preact";
import type { ViewProps } from "./figure-parts.tsx";
import type { ExploreView } from "./selection.ts";
import { DistributionView } from "./view-distribution.tsx";
import { MapView } from "./view-map.tsx";
import { RankingView } from "./view-ranking.tsx";
import { ScatterView } from "./view-scatter.tsx";
import { TimeView } from "./view-time.tsx";

/** The component of each view that draws; the table has none. */
export const VIEW_DRAWINGS: Readonly<Partial<Record<ExploreView, ComponentType<ViewProps>>>> = {
  ranking: RankingView,
  map: MapView,
  time: TimeView,
  scatter: ScatterView,
  distribution: DistributionView,
};
