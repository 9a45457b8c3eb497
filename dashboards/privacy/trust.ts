import type { PublicLog } from "../../src/contract/log.ts";
import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import { areaTree } from "../shared/areas.ts";
import { type Cell, cellIndex } from "../shared/cells.ts";
import type { Catalog, DataSource, Notice, TerritoryDocument } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { pause } from "../shared/pause.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { mainRelease } from "../visit/commons.ts";
import { fullestRelease } from "./forecast.ts";
import { noiseFor } from "./toy.ts";

/** Data of the page Confiance: public files, the same for everybody. */
export interface TrustData {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  /** report of the release with the longest ledger; null: nothing is published */
  readonly report: PrivacyReport | null;
  /** the release that tells the noise of most levels, see `fullestRelease` */
  readonly full: { readonly report: PrivacyReport; readonly manifest: Manifest } | null;
  readonly log: PublicLog;
  readonly notice: Notice;
  /** a small area's published mean, as a neighbour sees it; null: none is published */
  readonly example: Example | null;
}

export interface TrustProps {
  readonly data: TrustData;
  readonly lang: Lang;
}

/** A figure that a neighbour sees. */
export interface Example {
  readonly mean: WithMargin;
  readonly homes: WithMargin;
  readonly unit: string;
}

export async function loadTrust(source: DataSource, catalog: Catalog, lang: Lang): Promise<TrustData> {
  const newest = catalog.privacy?.release;
  const fullest = fullestRelease(catalog.releases);
  const main = mainRelease(catalog.releases);
  const [territory, report, fullReport, manifest, log, notice, rows] = await Promise.all([
    source.territory(),
    newest === undefined ? null : source.privacyReport(newest),
    fullest ? source.privacyReport(fullest.id) : null,
    fullest ? source.manifest(fullest.id) : null,
    source.log(),
    source.notice(lang),
    main ? source.observations(main.id) : [],
  ]);
  const full = fullReport && manifest ? { report: fullReport, manifest } : null;
  // Reading the rows took a task of its own; what follows runs in another, so that the page stays responsive.
  await pause();
  // The example is of the toy's measure, so that both speak of the same amounts.
  const measure = full === null ? undefined : noiseFor(full.report, catalog)?.measure;
  const example = exampleOf(catalog, territory, rows, main?.period ?? "", measure);
  return { catalog, territory, report, full, log, notice, example };
}

/** The published mean of all homes with the fewest homes behind it, from which a neighbour could learn most; of `only` one measure. */
export function exampleOf(
  catalog: Pick<Catalog, "measures">,
  { areas }: Pick<TerritoryDocument, "areas">,
  rows: Parameters<typeof cellIndex>[0],
  period: string,
  only: string | undefined,
): Example | null {
  const cells = cellIndex(rows);
  const tree = areaTree(areas);
  let smallest: Example | null = null;
  for (const ref of measuresIn(catalog.measures)) {
    const { key, domain, measure } = ref;
    if (only !== undefined && key !== only) continue;
    for (const { code } of areas) {
      const cell: Cell | undefined = cells.get({ domain: domain.id, measure: measure.id, area: code, type: "_T", period });
      const [mean, count] = [cell?.get("MEAN"), cell?.get("COUNT")];
      const [value, homes] = [reliableInterval(mean), reliableInterval(count)];
      if (!mean || !value || !homes || value.lower === value.upper) continue;
      if (smallest !== null && smallest.homes.value <= homes.value) continue;
      // Written as the tables of its level have it.
      const digits = levelDigits({ cells, tree }, { ref, statistic: "MEAN", type: "_T", period }, code);
      smallest = { mean: { ...value, digits }, homes, unit: mean.UNIT_MEASURE };
    }
  }
  return smallest;
}
