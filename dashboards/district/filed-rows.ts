import type { Observation } from "../../src/contract/observation.ts";
import { type FiledFigure, figureFile } from "../shared/figure-file.ts";
import { WORDS } from "../shared/i18n.ts";
import { publishedFigure } from "../shared/published-figure.ts";
import { unitOf } from "../visit/commons.ts";
import { figureAt, homesAt, methodAt, quartileAt, statusAt } from "./area-figures.ts";
import { PUBLISHED_AS } from "./choice.ts";
import type { FileRow } from "./figure-rows.ts";
import { absentText, type DistrictState, relationText } from "./shown.ts";

/** A figure of the page Quartiers as a file for programs. */
export function fileOf(shown: DistrictState, rows: readonly FileRow[]) {
  const { atlas, lang } = shown;
  const filed = rows.map(({ code, name = atlas.tree.get(code)?.name ?? code, beside, ...row }): FiledFigure => {
    const choice = { ...shown.choice, ...row.choice };
    const quarter = row.quartile && quartileAt(atlas, choice, code, row.quartile);
    const published = quarter ? publishedFigure(quarter) : code === "" ? null : figureAt(atlas, choice, code);
    const figure = row.figure === undefined ? published : row.figure;
    const homes = row.homes === undefined && code !== "" ? homesAt(atlas, choice, code) : (row.homes ?? null);
    const relation = beside === undefined ? "" : relationText({ ...shown, choice }, code, beside);
    const isShare = choice.statistic === "participation";
    return {
      code: row.of?.join(" - ") ?? code,
      name,
      ref: choice.ref,
      statistic: row.quartile ?? (isShare ? "PARTICIPATION" : PUBLISHED_AS[choice.statistic]),
      type: choice.type,
      period: choice.period,
      figure,
      method: methodOf(shown, { code, ...row }),
      unit: row.unit ?? (isShare ? (row.isGap ? "points" : "%") : unitOf(atlas.catalog, choice.ref)),
      homes,
      // What is made of areas has no status of its own.
      status: quarter ?? (row.figure === undefined && code !== "" ? statusAt(atlas, choice, code) : undefined),
      remark:
        figure === null
          ? absentText({ ...shown, choice }, code)
          : published?.unsure
            ? WORDS[lang].figure.unsure
            : (row.remark ?? relation),
    };
  });
  return figureFile(filed);
}

/** How a row's figure was made. What is made of areas is as measured. */
function methodOf({ atlas, choice }: DistrictState, row: FileRow): Observation["METHOD"] | undefined {
  const subject = { ...choice, ...row.choice };
  if (row.method !== undefined) return row.method;
  if (row.figure !== undefined) return "measured";
  return row.quartile ? quartileAt(atlas, subject, row.code, row.quartile)?.METHOD : methodAt(atlas, subject, row.code);
}
