import { UNITS } from "../../src/contract/units.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { fragmentOf } from "../sql/fragment.ts";
import { comparedWith } from "./compared.ts";
import { Z95 } from "./correlation.ts";
import { linkedMeans } from "./scatter-data.ts";
import { areasOf, byDataset, type ColumnFilter, type Selection, statisticsOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";

const quoted = (code: string): string => `'${code.replaceAll("'", "''")}'`;

function condition([column, codes]: ColumnFilter): string {
  return codes.length === 1 ? `${column} = ${quoted(codes[0] ?? "")}` : `${column} IN (${codes.map(quoted).join(", ")})`;
}

/** A condition on the parent of areas, which is shorter than the codes of all its children and selects the same rows. */
function placesCondition({ selection, facts }: Pick<ExploreState, "selection" | "facts">): ColumnFilter | null {
  const { areas, level, within, view } = selection;
  if (areas.length > 0 || view === "distribution") return null;
  const children = facts.tree.children(within);
  const same = children.length > 0 && children.every((child) => child.level === level);
  return same && areasOf(selection, facts.tree).length === children.length ? ["PARENT", [within]] : null;
}

/** Columns of the measured means that the link of a scatter plot is of, beside the modelled ones that are drawn, in the same unit. */
export const MEASURED = ["MEASURED_VALUE", "MEASURED_LOWER", "MEASURED_UPPER"] as const;

/** Those means, of the places with homes enough to count for the link: their columns, and the rows to join; null where there are none. */
function measuredParts(shown: ExploreState): { readonly columns: readonly string[]; readonly join: string } | null {
  const data = linkedMeans(shown);
  if (data === null) return null;
  const factors = shown.facts.refs
    .filter(({ key }) => shown.selection.measures.includes(key))
    .map(({ key, measure }) => [key, UNITS[measure.unit].factor] as const);
  const [first] = factors;
  const factor = factors.every(([, one]) => one === first?.[1])
    ? first?.[1]
    : `CASE DOMAIN || '.' || MEASURE${factors.map(([key, one]) => ` WHEN ${quoted(key)} THEN ${one}`).join("")} END`;
  const ends = ["MEAN", "(MEAN - HALF)", "(MEAN + HALF)"];
  return {
    columns: MEASURED.map((name, i) => `\n  round(${ends[i]} / FACTOR, 4) AS ${name}`),
    join: `
LEFT JOIN (
  SELECT DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD, ${factor} AS FACTOR,
    s.NOISY / s.SCALE / c.NOISY AS APART, s.CENTRE / s.SCALE + APART AS MEAN,
    ${Z95} * sqrt(s.VARIANCE_NUM / s.VARIANCE_DEN / s.SCALE / s.SCALE
      + APART * APART * c.VARIANCE_NUM / c.VARIANCE_DEN) / c.NOISY AS HALF
  FROM measurements AS s
  JOIN measurements AS c USING (DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD)
  WHERE s.QUANTITY = 'CENTRED_SUM' AND c.QUANTITY = 'COUNT'
    -- places with homes enough for r
    AND ${condition(["REF_AREA", [...data.measured.keys()]])}
) USING (DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD)`,
  };
}

/** The selection as a query over the tables of the page SQL, one condition per line. */
export function sqlQuery(shown: ExploreState): string {
  const { selection, facts } = shown;
  const datasets = byDataset(selection);
  const topicCondition = (dataset: string, filters: ColumnFilter[]): string => {
    const measures = filters.find(([column]) => column === "MEASURE") ?? (["MEASURE", []] as const);
    return `DOMAIN = ${quoted(dataset)}\n  AND ${condition(measures)}`;
  };
  const parts = datasets.map(([dataset, filters]) => topicCondition(dataset, filters(facts.tree)));
  const parent = placesCondition(shown);
  const all = statisticsOf(selection);
  // Numbers of homes and amounts in one column would share an axis, so each figure has its number of homes beside it, as in the table.
  const statistics = all.filter((one) => one !== "COUNT" || selection.statistic === "COUNT");
  const isBesideHomes = statistics.length < all.length;
  const common = (datasets[0]?.[1](facts.tree) ?? [])
    .filter(([column]) => column !== "MEASURE")
    .map((filter): ColumnFilter => (filter[0] === "STATISTIC" ? ["STATISTIC", all] : filter));
  const isOfPlaces = ([column]: ColumnFilter): boolean => column === "REF_AREA" || column === "AREA_LEVEL";
  const compared = comparedWith(shown);
  const places = (parent ? [parent] : common.filter(isOfPlaces)).map(condition);
  const whole = compared && compared.rows.length > 0 ? condition(["REF_AREA", [compared.code]]) : null;
  // The whole that places are compared with is a row too, as in the drawing's file.
  const ofPlaces = whole === null || places.length === 0 ? places : [`(${places.join(" AND ")} OR ${whole})`];
  const several = (codes: readonly string[]): boolean => codes.length > 1;
  const measured = measuredParts(shown);
  const columns = [
    "NAME",
    ...(several(selection.measures) ? ["DOMAIN", "MEASURE"] : []),
    ...(several(selection.types) ? ["HOUSEHOLD_TYPE"] : []),
    ...(several(selection.periods) ? ["TIME_PERIOD"] : []),
    ...(several(statistics) ? ["STATISTIC"] : []),
    "OBS_VALUE",
    "CI_LOWER",
    "CI_UPPER",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "CONF_STATUS",
    "METHOD",
    ...(isBesideHomes ? [HOMES] : []),
    ...(measured?.columns ?? []),
    ...(compared?.isEach ? [remark(compared.code)] : []),
  ];
  const order = orderOf(selection);
  const topics = parts.length === 1 ? (parts[0] ?? "") : `(${parts.map((part) => `(${part})`).join("\n    OR ")})`;
  return `SELECT ${columns.join(", ")}
FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL)${measured?.join ?? ""}
WHERE ${[topics, ...common.filter((filter) => !isOfPlaces(filter)).map(condition), ...ofPlaces].join("\n  AND ")}${compared?.isEach ? SUBJECT : ""}${isBesideHomes ? "\nQUALIFY STATISTIC <> 'COUNT'" : ""}
ORDER BY ${order}`;
}

/**
 * The bars of the shown distributions as they were drawn, noise included, without the groups in which the release counts the same
 * homes again. The page draws the best estimate from both.
 */
export function barsQuery({ selection, facts }: Pick<ExploreState, "selection" | "facts">): string {
  const parts = byDataset(selection).map(([dataset, filters]) => {
    const own = filters(facts.tree).filter(([column]) => column !== "STATISTIC");
    return [`DOMAIN = ${quoted(dataset)}`, ...own.map(condition)].join("\n  AND ");
  });
  return `SELECT NAME, DOMAIN, MEASURE, HOUSEHOLD_TYPE, TIME_PERIOD, BIN, LOWER, UPPER, NOISY, SIGMA
FROM distributions JOIN areas USING (REF_AREA, AREA_LEVEL)
WHERE ${parts.length === 1 ? parts[0] : `(${parts.join(")\n  OR (")})`}
QUALIFY BIN <= min(BIN) FILTER (WHERE UPPER IS NULL)
  OVER (PARTITION BY DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD)
ORDER BY NAME, MEASURE, HOUSEHOLD_TYPE, TIME_PERIOD, BIN`;
}

/** The number of homes behind a row, which is a row of its own. */
const HOMES = `
  any_value(OBS_VALUE) FILTER (WHERE STATISTIC = 'COUNT')
    OVER (PARTITION BY DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD) AS HOMES`;

/** How a place compares with the whole of its subject, by the ends of both margins, in the codes of the drawing's file. */
function remark(code: string): string {
  const whole = condition(["REF_AREA", [code]]);
  const ofWhole = (end: string): string => `any_value(${end}) FILTER (WHERE ${whole}) OVER subject`;
  return `
  CASE WHEN OBS_STATUS = 'U' THEN 'unsure' WHEN ${whole} OR OBS_VALUE IS NULL THEN NULL
    WHEN CI_LOWER > ${ofWhole("CI_UPPER")} THEN 'more'
    WHEN CI_UPPER < ${ofWhole("CI_LOWER")} THEN 'less' ELSE 'same' END AS REMARK`;
}

/** The rows that are of one topic, type, period and statistic. */
const SUBJECT = "\nWINDOW subject AS (PARTITION BY DOMAIN, MEASURE, HOUSEHOLD_TYPE, TIME_PERIOD, STATISTIC)";

/** The order of the page: what is to be read with care follows what is ranked, and what has no figure comes last. */
function orderOf({ view }: Selection): string {
  return view === "time" ? "NAME, TIME_PERIOD" : "OBS_VALUE IS NULL,\n  OBS_STATUS = 'U',\n  OBS_VALUE DESC, NAME";
}

/** Address of the page SQL with a query after `#`, which browsers never send to the server. */
export function sqlHref(shown: ExploreState, lang: Lang, query = sqlQuery(shown)): string {
  return `${pageHref("sql", lang)}${fragmentOf(query)}`;
}
