import type { Observation, Statistic } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import type { AreaCell } from "../charts/cells.ts";
import type { Drawing } from "../charts/drawing.ts";
import { amounts, chartWords } from "../charts/words.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { CellIndex } from "../shared/cells.ts";
import type { ShapeCollection, TerritoryDocument } from "../shared/data.ts";
import { formatPeriod, unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import type { Choice } from "./view.ts";
import type { DistrictWords } from "./words.ts";

/** What every section of the profile is drawn from. */
export interface Context {
  readonly lang: Lang;
  readonly words: DistrictWords;
  readonly choice: Choice;
  readonly ref: MeasureRef;
  /** what must be said beside the measure's figures */
  readonly note: string | null;
  readonly area: Area;
  readonly areas: readonly Area[];
  readonly cells: readonly AreaCell[];
  /** every row of every release that the page has loaded */
  readonly rows: readonly Observation[];
  /** the same, found without searching */
  readonly index: CellIndex;
  readonly tree: AreaTree;
  readonly territory: TerritoryDocument;
  readonly shapes: ShapeCollection | null;
  /** of the content, in pixels */
  readonly width: number;
  /** shows another choice, and puts it into the address */
  go(change: Partial<Choice>): void;
}

/** The row of one statistic at the chosen period, all household types together. */
export function rowAt(context: Context, area: string, statistic: Statistic): Observation | undefined {
  const { domain, measure } = context.ref;
  return context.index
    .get({ domain: domain.id, measure: measure.id, area, type: "_T", period: context.choice.period })
    ?.get(statistic);
}

/** `Eau, m³ par mois` and the like are said once; charts write the bare unit. */
export function unitOf(context: Context): string {
  const { domain, measure } = context.ref;
  const row = context.rows.find((one) => one.DOMAIN === domain.id && one.MEASURE === measure.id && one.STATISTIC === "MEAN");
  return unitLabel(row?.UNIT_MEASURE ?? measure.unit, context.lang);
}

export function measureName(context: Context): string {
  return measureLabel(context.ref, context.lang);
}

export function periodName(context: Context): string {
  return formatPeriod(context.choice.period, context.lang);
}

/** What the charts of the chosen cells are told. */
export function drawingOf(context: Context, id: string, label: string, width: number): Drawing {
  const written = amounts(context.cells, unitOf(context), context.ref.measure.decimals, context.lang);
  return { document, width, id, label, words: chartWords(context.lang), ...written };
}
