import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { placePhrase } from "../compare/phrases.ts";
import { areaTree } from "../shared/areas.ts";
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

/** The row of the whole territory, or of a part of it, in the newest year. */
export function wholeRow(
  { rows, ref, territory }: Pick<MeasureData, "rows" | "ref" | "territory">,
  statistic: Observation["STATISTIC"],
  type = "_T",
  area = areaTree(territory.areas).root.code,
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

/** `de la Métropole de Lyon`: the whole territory in a title. */
export function placeOfWhole({ territory }: Pick<MeasureData, "territory">, lang: Lang): string {
  return placeIn(territory, areaTree(territory.areas).root.code, lang).of;
}

const placeIn = (territory: TerritoryDocument, code: string, lang: Lang) =>
  placePhrase({ tree: areaTree(territory.areas), leaf: territory.levels.at(-1) ?? "", catalog: { territory } }, code, lang);

/** Names the part where nearly all counted homes are, because the number for the whole hides it; null where there is none. */
export function concentrationText(data: Pick<MeasureData, "rows" | "ref" | "territory" | "catalog">, lang: Lang): string | null {
  const { territory, catalog } = data;
  const tree = areaTree(territory.areas);
  const count = (code: string) => reliableInterval(wholeRow(data, "COUNT", "_T", code))?.value;
  const part = nearlyAllIn(tree.children(tree.root.code), count, count(tree.root.code));
  return part
    ? asCounted(WORDS[lang].stand.near.mostly(tree.root.name, placeIn(territory, part.code, lang).of), lang, catalog)
    : null;
}
