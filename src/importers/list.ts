import { activityWatch } from "./activitywatch.ts";
import { consoDownloader } from "./conso-downloader.ts";
import { cozy } from "./cozy.ts";
import { dataconnect } from "./dataconnect.ts";
import { edfCurve } from "./edf-curve.ts";
import { edfDaily } from "./edf-daily.ts";
import { edfMonthly } from "./edf-monthly.ts";
import { enedisCurve } from "./enedis-curve.ts";
import { enedisIndex } from "./enedis-index.ts";
import { enedisMaximum } from "./enedis-maximum.ts";
import { enedisWorkbook } from "./enedis-workbook.ts";
import { grdfAdict } from "./grdf-adict.ts";
import { grdfList } from "./grdf-list.ts";
import { grdfPortal } from "./grdf-portal.ts";
import { grdfWorkbook } from "./grdf-workbook.ts";
import { greenButton } from "./green-button.ts";
import type { AnyImporter } from "./importer.ts";
import { mesinfos } from "./mesinfos.ts";
import { timeline } from "./timeline.ts";
import { waterPortal } from "./water-portal.ts";

/**
 * Every variant that is read. The order is which one is believed where two parts of an archive give the same month:
 * counters before curves, which are rounded; days before months, of which the edges are not known.
 */
export const IMPORTERS: readonly AnyImporter[] = [
  enedisIndex,
  enedisCurve,
  enedisMaximum,
  enedisWorkbook,
  dataconnect,
  consoDownloader,
  edfDaily,
  edfCurve,
  edfMonthly,
  grdfPortal,
  grdfWorkbook,
  grdfList,
  grdfAdict,
  waterPortal,
  greenButton,
  cozy,
  mesinfos,
  timeline,
  activityWatch,
];
