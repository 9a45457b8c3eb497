import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { areaTree } from "../shared/areas.ts";
import { bestMeasure } from "../shared/best-measure.ts";
import { asCounted } from "../shared/counted-homes.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";

/** Data of a measure's page: public files of the newest year only. */
export interface MeasureData {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  readonly ref: MeasureRef;
  /** null: nothing is published yet */
  readonly release: ReleaseRef | null;
  readonly rows: readonly Observation[];
  readonly report: PrivacyReport | null;
}

/** Props of the parts of the page. */
export interface MeasureProps {
  readonly data: MeasureData;
  readonly lang: Lang;
}

/** The row of a place in the newest year. */
export function rowAt(
  { rows, ref }: Pick<MeasureData, "rows" | "ref">,
  area: string,
  statistic: Observation["STATISTIC"],
  type = "_T",
): Observation | undefined {
  return rows.find(
    (row) =>
      row.DOMAIN === ref.domain.id &&
      row.MEASURE === ref.measure.id &&
      row.REF_AREA === area &&
      row.STATISTIC === statistic &&
      row.HOUSEHOLD_TYPE === type,
  );
}

/**
 * The code of the place with which the other pages begin for this measure, whose figures this page gives too; the whole territory where
 * that place has no mean of its own.
 */
export function focusPlace({ rows, ref, territory }: Pick<MeasureData, "rows" | "ref" | "territory">): string {
  const tree = areaTree(territory.areas);
  const means = new Map(
    rows.flatMap((row) =>
      row.DOMAIN === ref.domain.id && row.MEASURE === ref.measure.id && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T"
        ? [[row.REF_AREA, row]]
        : [],
    ),
  );
  const meanAt = (area: string) => reliableInterval(means.get(area));
  const best = bestMeasure({ refs: [ref], tree }, (_, area) => meanAt(area))?.area.code;
  return best !== undefined && meanAt(best) ? best : tree.root.code;
}

/** `de la Métropole de Lyon`: a place in a title, and its name. */
export const placeIn = ({ territory }: Pick<MeasureData, "territory">, code: string, lang: Lang) =>
  placePhrase({ tree: areaTree(territory.areas), leaf: territory.levels.at(-1) ?? "", catalog: { territory } }, code, lang);

/** Names the part where nearly all counted homes are, because the number for the whole hides it; null where there is none. */
export function concentrationText(data: Pick<MeasureData, "rows" | "ref" | "territory" | "catalog">, lang: Lang): string | null {
  const { territory, catalog } = data;
  const tree = areaTree(territory.areas);
  const count = (code: string) => reliableInterval(rowAt(data, code, "COUNT"))?.value;
  const part = nearlyAllIn(tree.children(tree.root.code), count, count(tree.root.code));
  return part ? asCounted(WORDS[lang].stand.near.mostly(tree.root.name, placeIn(data, part.code, lang).of), lang, catalog) : null;
}
