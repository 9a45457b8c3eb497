import type { PublicLog } from "../../src/contract/log.ts";
import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import { type Cell, cellIndex } from "../shared/cells.ts";
import type { Catalog, DataSource, Notice, TerritoryDocument } from "../shared/data.ts";
import { isReliable } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { pause } from "../shared/pause.ts";
import { mainRelease } from "../visit/commons.ts";
import { fullestRelease } from "./forecast.ts";

/** What Confiance is made of: public files, the same for everybody. */
export interface TrustData {
  readonly catalog: Catalog;
  readonly territory: TerritoryDocument;
  /** of the release whose ledger is the longest; null: nothing is published */
  readonly report: PrivacyReport | null;
  /** of the release that tells the noise of most levels */
  readonly full: { readonly report: PrivacyReport; readonly manifest: Manifest } | null;
  readonly log: PublicLog;
  readonly notice: Notice;
  /** a small area's mean, as anybody sees it; null: none is published */
  readonly example: Example | null;
}

export interface TrustProps {
  readonly data: TrustData;
  readonly lang: Lang;
}

/** A figure that a neighbour sees. */
export interface Example {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly homes: number;
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
  // The rows were read in this task: what is made of them is another's.
  await pause();
  return { catalog, territory, report, full, log, notice, example: exampleOf(catalog, territory, rows, main?.period ?? "") };
}

/** The published mean of all homes with the fewest homes behind it: the most that a neighbour could hope to learn from. */
function exampleOf(
  catalog: Catalog,
  { areas }: TerritoryDocument,
  rows: Parameters<typeof cellIndex>[0],
  period: string,
): Example | null {
  const cells = cellIndex(rows);
  let best: Example | null = null;
  for (const { domain, measure } of measuresIn(catalog.measures)) {
    for (const { code } of areas) {
      const cell: Cell | undefined = cells.get({ domain: domain.id, measure: measure.id, area: code, type: "_T", period });
      const [mean, count] = [cell?.get("MEAN"), cell?.get("COUNT")];
      if (!isReliable(mean) || !isReliable(count) || mean.CI_LOWER === null || mean.CI_UPPER === null) continue;
      if (best !== null && best.homes <= count.OBS_VALUE) continue;
      best = {
        value: mean.OBS_VALUE,
        lower: mean.CI_LOWER,
        upper: mean.CI_UPPER,
        homes: count.OBS_VALUE,
        unit: mean.UNIT_MEASURE,
      };
    }
  }
  return best;
}
