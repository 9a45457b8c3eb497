import type { CsvValue } from "../../src/contract/csv.ts";
import { Z95 } from "../../src/privacy/forecast/z95.ts";
import { homesOf, isEmptyBin, mergedBins } from "../charts/histogram.tsx";
import type { Bin } from "../charts/hundred.ts";
import type { Lang } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import { publishedBins } from "../shared/published-bins.ts";
import { selectedBins } from "./file-facts.ts";
import { type Axis, areasOf, axesOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** The histogram of one group. */
export interface HistogramGroup {
  readonly axis: Axis;
  readonly area: string;
  readonly bins: readonly Bin[];
}

/** The selected groups that have a histogram. */
export function histograms(shown: ExploreState): HistogramGroup[] {
  const bins = selectedBins(shown);
  return axesOf(shown.selection).flatMap((axis) =>
    areasOf(shown.selection, shown.facts.tree).flatMap((area): HistogramGroup[] => {
      const [domain = "", measure = ""] = axis.measure.split(".");
      const own = publishedBins(bins, {
        DOMAIN: domain,
        MEASURE: measure,
        REF_AREA: area,
        HOUSEHOLD_TYPE: axis.type,
        TIME_PERIOD: axis.period,
      });
      return own.length === 0 ? [] : [{ axis, area, bins: own }];
    }),
  );
}

/** What a bar is in the column of statistics: its homes are some of those of COUNT. */
const BAR = "BAR";

/** Homes to a tenth: an estimate from several noisy counts is no whole number. */
const tenth = (homes: number): number => Math.round(10 * homes) / 10;

/**
 * The histograms as they are drawn, bar by bar, with those that noise alone could make, which are marked unreliable: best estimates of which no home is counted twice,
 * unlike the release's bins, which count the same homes again in groups.
 */
export function histogramRows(shown: ExploreState, lang: Lang): CsvValue[][] {
  const { refs, tree } = shown.facts;
  const rows = histograms(shown).flatMap(({ axis, area, bins }) => {
    const ref = refs.find(({ key }) => key === axis.measure);
    const group = [
      ...axis.measure.split("."),
      BAR,
      area,
      tree.get(area)?.name ?? null,
      axis.type,
      ref ? typeLabel(ref, axis.type, lang) : null,
    ];
    return mergedBins(bins).map((bin): CsvValue[] => {
      // As in every file, margins are not cut at zero.
      const [value, half] = [homesOf(bin).value, Z95 * bin.sigma];
      const ends = [value, value - half, value + half].map(tenth);
      return [...group, axis.period, bin.lower, bin.upper, ...ends, "households", isEmptyBin(bin) ? "U" : "A", 0.95, "measured"];
    });
  });
  return [
    [
      "DOMAIN",
      "MEASURE",
      "STATISTIC",
      "REF_AREA",
      "NAME",
      "HOUSEHOLD_TYPE",
      "TYPE_NAME",
      "TIME_PERIOD",
      "LOWER",
      "UPPER",
      "OBS_VALUE",
      "CI_LOWER",
      "CI_UPPER",
      "UNIT_MEASURE",
      "OBS_STATUS",
      "CONF_LEVEL",
      "METHOD",
    ],
    ...rows,
  ];
}
