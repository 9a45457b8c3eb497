import type { Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import { parse, toNumber } from "../../src/privacy/odds/index.ts";
import type { Catalog } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { amountText, formatNumber, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { roundedHomes } from "../visit/commons.ts";
import { formatSmall } from "./small.ts";
import { PRIVACY, type PrivacyWords } from "./words.ts";

/** Why figures are not shown, groups that earlier publications of the year tell all the same, and the means of each level by status. */
export function withheldSection(
  report: PrivacyReport,
  lang: Lang,
  { k, territory: { levels, level_names: named } }: Pick<Catalog, "k" | "territory">,
): HTMLElement {
  const words = PRIVACY[lang];
  const near = formatNumber(2 * k, 0, lang);
  const rows = levels.flatMap((level) => {
    const counts = report.cells[level];
    return counts ? [{ level, ...counts }] : [];
  });
  const count = (n: number): string => formatNumber(n, 0, lang);
  const known = report.exposed.length;
  const shownBefore = known === 0 ? [] : [words.shownBefore(known, count(known), report.release)];
  return h(
    "section",
    {},
    h("ul", {}, ...[...words.withheldText(WORDS[lang].keptMeans(near)), ...shownBefore].map((text) => h("li", {}, text))),
    dataTable({
      caption: words.cells(report.release),
      rows,
      columns: [
        { label: words.level, cell: (row) => levelLabel(named, row.level, lang) },
        { label: words.published, numeric: true, cell: (row) => count(row.published) },
        { label: words.unreliable, numeric: true, cell: (row) => count(row.unreliable) },
        { label: words.hidden, numeric: true, cell: (row) => count(row.withheld) },
      ],
    }),
  );
}

/** The noise of every table, for those who check. */
export function mechanismsSection(
  report: PrivacyReport,
  lang: Lang,
  words: PrivacyWords,
  nameOf: (measure: string) => string,
  { territory: { level_names: named }, measures, commons }: Pick<Catalog, "territory" | "measures" | "commons">,
): HTMLElement {
  const sigma = ({ measure, quantity, sigma: noise }: Mechanism): string => {
    const found = measures.find((one) => `${one.domain}.${one.measure}` === measure);
    const number = (value: number): string => formatNumber(value, value < 100 ? 1 : 0, lang);
    if (quantity !== "sum" || !found) return words.homes(number(noise));
    // A sum is counted in fractions of its base unit. Amounts are centred on half of the clamp, so one home weighs at most that
    // half; under a lower clamp of leaves it weighs less.
    const sums = report.mechanisms.filter((one) => one.measure === measure && one.quantity === "sum");
    const value = (noise / Math.max(...sums.map(({ sensitivity }) => Number(sensitivity)))) * (found.clamp.upper / 2);
    const unit = unitLabel(found.unit === "currency" ? commons.currency : found.unit, lang);
    return words.perMonth(amountText(value, value < 100 ? 1 : 0, unit, lang));
  };
  const build = (): HTMLElement =>
    dataTable<Mechanism>({
      caption: words.mechanisms,
      captionHidden: true,
      rows: report.mechanisms,
      columns: [
        { label: words.measure, cell: (row) => nameOf(row.measure), sort: (row) => nameOf(row.measure) },
        {
          label: words.level,
          cell: (row) => [row.level, ...(row.twins ?? [])].map((level) => levelLabel(named, level, lang)).join(" + "),
          sort: (row) => row.level,
        },
        { label: words.table, cell: (row) => words.tables[row.table] },
        { label: words.quantity, cell: (row) => words.quantities[row.quantity] },
        {
          label: words.sigma,
          numeric: true,
          cell: sigma,
          sort: (row) => row.sigma,
        },
        { label: "ρ", numeric: true, cell: (row) => formatSmall(toNumber(parse(row.rho)), lang) },
        {
          label: words.needed,
          numeric: true,
          cell: (row) => (row.gate ? formatNumber(roundedHomes(row.gate.households_needed), 0, lang) : ""),
        },
      ],
    });
  const twins = report.mechanisms.some((mechanism) => mechanism.twins) ? h("p", {}, words.twinsText) : null;
  return h("div", {}, h("p", {}, words.mechanismsText), twins, build());
}
