import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { areaTree } from "../shared/areas.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";

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

/** The row of the whole territory in the newest year. */
export function wholeRow(
  { rows, ref, territory }: MeasureData,
  statistic: Observation["STATISTIC"],
  type = "_T",
): Observation | undefined {
  const root = areaTree(territory.areas).root.code;
  return rows.find(
    (row) =>
      row.DOMAIN === ref.domain.id &&
      row.MEASURE === ref.measure.id &&
      row.REF_AREA === root &&
      row.STATISTIC === statistic &&
      row.HOUSEHOLD_TYPE === type,
  );
}

/** `de la Métropole de Lyon`: the whole territory in a title. */
export function placeOfWhole({ territory }: MeasureData, lang: Lang): string {
  const tree = areaTree(territory.areas);
  return placePhrase({ tree, leaf: territory.levels.at(-1) ?? "", catalog: { territory } }, tree.root.code, lang).of;
}
