import { activityWatch } from "./activitywatch.ts";
import { consoDownloader } from "./conso-downloader.ts";
import { cozy } from "./cozy.ts";
import { dataconnect } from "./dataconnect.ts";
import { edfCurve, edfDaily, edfMonthly } from "./edf.ts";
import { enedisCurve, enedisDaily, enedisIndex, enedisMaximum } from "./enedis-csv.ts";
import { enedisWorkbook } from "./enedis-workbook.ts";
import type { Importer } from "./forms.ts";
import { grdfAdict, grdfList, grdfPortal } from "./grdf-json.ts";
import { grdfWorkbook } from "./grdf-workbook.ts";
import { greenButton } from "./green-button.ts";
import { mesinfos } from "./mesinfos.ts";
import { ownTable, ownWorkbook } from "./own-table.ts";
import { timeline } from "./timeline.ts";
import { waterPortal } from "./water-portal.ts";

/**
 * All variants. Where two parts of an archive give the same month, the variant earlier in this list is used: counters before
 * curves, which are rounded; days before months, whose edges are uncertain; what a household wrote down itself last.
 */
export const IMPORTERS: readonly Importer[] = [
  enedisIndex,
  enedisDaily,
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
  ownTable,
  ownWorkbook,
];
