import type { Observation } from "../../src/contract/observation.ts";
import { type Absence, absenceOf } from "../shared/absence.ts";
import { formatPeriod, isReliable, unitPerMonth, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel, typeLabel } from "../shared/labels.ts";
import { intervalOf, reliableInterval } from "../shared/reliable-interval.ts";
import {
  byFigure,
  type ListedFigure,
  mostDecimalsOf,
  rowIndex,
  SHARES,
  wideInterval,
  wideText,
  writtenInterval,
} from "./figures.ts";
import { subjectDigits } from "./list-digits.ts";
import { axisDifference, axisName, groupName, shortPeriod } from "./phrases.ts";
import { type Axis, areasOf, axesOf, linesOf, type Selection } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";
import { EXPLORE, type ExploreWords } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** A cell: its text, what stands below it, and by what its column sorts: a text, or a published value. */
export interface TableCell {
  readonly text: string;
  /** the margin, in smaller type */
  readonly below?: string;
  /** how to interpret the figure, where that changes what may be concluded */
  readonly remark?: string;
  /** true where the remark is that the margin is too wide, which has a mark of its own */
  readonly wide?: true;
  /** number of homes, where it has no column of its own */
  readonly homes?: string;
  /** true where words replace a figure */
  readonly absent?: true;
  readonly sort: number | string | null;
}

export interface TableColumn {
  readonly label: string;
  readonly numeric?: true;
}

/** A table as the page shows it: texts and figures without HTML. */
export interface TableRows {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** codes of the places, where each has one row */
  readonly areas?: readonly string[];
  /** true: the rows have an order of their own, in which every column rises */
  readonly ordered?: true;
}

/** The most subjects that stand beside each other in a table. More have a line each. */
const MOST_BESIDE = 4;

/** Why there is no figure, in words; never a symbol and never 0. */
export function absence(row: Observation | undefined, lang: Lang): string {
  return absenceText(absenceOf(row), lang);
}

/** The words of a reason, the same in every view. */
export function absenceText(why: Absence, lang: Lang): string {
  return why === "other" ? WORDS[lang].kept : EXPLORE[lang].absences[why];
}

/** The words of a reason of several figures. */
export function absencesText(why: Absence, figures: number, lang: Lang): string {
  const { kept, unpublished } = EXPLORE[lang].coverage;
  if (figures === 1) return absenceText(why, lang);
  return why === "other" ? kept : why === "unpublished" ? unpublished : absenceText(why, lang);
}

/** A remark on how to interpret a value, where that changes what may be concluded. */
function remarkOf(row: Observation | undefined, words: ExploreWords): string {
  if (!row || row.OBS_VALUE === null) return "";
  const remarks: Readonly<Partial<Record<Observation["OBS_STATUS"], string>>> = {
    U: words.careful,
    P: words.provisional,
    B: words.brokenSeries,
  };
  return remarks[row.OBS_STATUS] ?? "";
}

interface TableInput {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: ExploreFacts;
  readonly lang: Lang;
}

/**
 * The selected rows as a table: one row per area, highest first. Subjects stand in columns side by side; of at most two each figure has
 * its number of homes; larger selections have one row per figure (`longRows`). Over time periods are the columns (`timeRows`).
 */
export function tableRows(input: TableInput): TableRows {
  if (input.selection.view === "distribution") return shareRows(input);
  const { selection, rows, facts } = input;
  const index = rowIndex(rows);
  const areas = areasOf(selection, facts.tree);
  // With a single period there is no time axis, so places are listed as in a ranking.
  if (selection.view === "time" && selection.periods.length > 1) return timeRows(input, areas);
  const axes = axesOf(selection).filter((axis) => index.has(axis));
  return axes.length > MOST_BESIDE ? longRows(input) : areaRows(input, axes, areas);
}

/** The value of a row, with its margin below: written as the drawing writes it, which compares it with what it stands `beside`. */
function valueCell(
  row: Observation | undefined,
  most: number,
  words: ExploreWords,
  lang: Lang,
  { digits, beside = null }: Pick<Parameters<typeof writtenInterval>[3] & object, "digits" | "beside"> = {},
): TableCell {
  if (!row || row.OBS_VALUE === null) return { text: absence(row, lang), absent: true, sort: null };
  const interval = intervalOf({ ...row, OBS_VALUE: row.OBS_VALUE });
  const remark = remarkOf(row, words);
  if (row.OBS_STATUS === "U") return { text: wideText(interval, most, "", lang), remark, wide: true, sort: interval.value };
  const written = writtenInterval(interval, most, lang, { digits, beside });
  const margin = row.CI_LOWER === null ? "" : words.range(written.lower, written.upper);
  return {
    text: written.listed,
    ...(margin === "" ? {} : { below: margin }),
    ...(remark === "" ? {} : { remark }),
    sort: interval.value,
  };
}

/** A number of homes with its margin below; empty where there is none. A remark that is said of the figure beside it is not said again. */
function homesCell(row: Observation | undefined, words: ExploreWords, lang: Lang): TableCell {
  if (!row || row.OBS_VALUE === null) return { text: "", sort: null };
  const { remark, ...cell } = valueCell(row, 0, words, lang);
  return remark === undefined || isReliable(row) ? cell : { ...cell, remark };
}

/** A number of homes below the figure that is of them. */
function homesBelow({ text }: TableCell, words: ExploreWords): Pick<TableCell, "homes"> {
  return text === "" ? {} : { homes: words.table.homesBelow(text) };
}

function unitOf(row: Observation | undefined, lang: Lang): string {
  return row ? unitPerMonth(row.UNIT_MEASURE, lang) : "";
}

function areaRows(input: TableInput, axes: readonly Axis[], areas: readonly string[]): TableRows {
  const { selection, rows, facts, lang } = input;
  const words = EXPLORE[lang];
  const index = rowIndex(rows);
  const { statistic } = selection;
  const unit = (axis: Axis): string =>
    unitOf(
      areas.map((area) => index.at(axis, area, statistic)).find((row) => row),
      lang,
    );
  const homes = statistic !== "COUNT" && axes.length <= 2;
  const alone = axes.length === 1;
  const columns: TableColumn[] = [
    { label: words.table.place },
    ...axes.flatMap((axis): TableColumn[] => {
      const name = alone ? words.table.value(unit(axis)) : `${axisName(axis, selection, facts, lang)}, ${unit(axis)}`;
      return [{ label: name, numeric: true }, ...(homes && alone ? [{ label: words.table.homes, numeric: true } as const] : [])];
    }),
  ];
  const cells = areas.map((area): readonly TableCell[] => [
    { text: facts.tree.get(area)?.name ?? area, sort: facts.tree.get(area)?.name ?? area },
    ...axes.flatMap((axis) => {
      const value = valueCell(index.at(axis, area, statistic), mostDecimalsOf(facts, axis, statistic), words, lang, {
        digits: subjectDigits(input, axis),
        beside: yardstick(input, axis),
      });
      if (!homes) return [value];
      const counted = homesCell(index.at(axis, area, "COUNT"), words, lang);
      return alone ? [value, counted] : [{ ...value, ...homesBelow(counted, words) }];
    }),
  ]);
  const sorted = inOrder(cells, 1, true);
  const codes = new Map(cells.map((row, i) => [row, areas[i] ?? ""]));
  return { columns, rows: sorted, areas: sorted.map((row) => codes.get(row) ?? "") };
}

/** Sorts rows by a column, its figures as drawings do. Those too uncertain to be ranked, and then those without, are always last. */
export function inOrder(rows: TableRows["rows"], column: number, down: boolean): TableRows["rows"] {
  const order = (a: TableCell | undefined, b: TableCell | undefined): number => {
    const [x, y] = [a?.sort ?? null, b?.sort ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const apart = Number(a?.wide ?? false) - Number(b?.wide ?? false);
    if (apart !== 0) return apart;
    const less = typeof x === "string" || typeof y === "string" ? String(y).localeCompare(String(x), "fr") : y - x;
    return down ? less : -less;
  };
  return [...rows].sort((a, b) => order(a[column], b[column]));
}

/** A period in a column: on a phone `4e trimestre` stays on one line, above its year. */
const periodText = (period: string, lang: Lang): string => formatPeriod(period, lang).replace(" ", "\u00a0");

/**
 * Lines over time, each with its figures beside each other, oldest first as they are drawn. Few lines are the columns instead, and
 * their periods the rows, latest first.
 */
function timeRows(input: TableInput, areas: readonly string[]): TableRows {
  const { selection, rows, facts, lang } = input;
  const { table } = EXPLORE[lang];
  const index = rowIndex(rows);
  const { statistic, periods, measures } = selection;
  const subjects = axesOf({ ...selection, periods: (linesOf(periods)[0] ?? periods).slice(0, 1) });
  const unitOver = (measure: string): string =>
    unitOf(
      rows.find((row) => row.STATISTIC === statistic && `${row.DOMAIN}.${row.MEASURE}` === measure),
      lang,
    );
  const newest = ({ axis, area }: { readonly axis: Axis; readonly area: string }): ListedFigure => {
    const row = index.at(axis, area, statistic);
    return { interval: reliableInterval(row), wide: wideInterval(row) };
  };
  const named = (area: string): string => facts.tree.get(area)?.name ?? area;
  // As the drawings have them: measure by measure, in the order of the newest figure.
  const lines = measures.flatMap((measure) =>
    subjects
      .filter((axis) => axis.measure === measure)
      .flatMap((axis) => areas.map((area) => ({ axis, area })))
      .sort((a, b) => byFigure(newest(a), newest(b)) || named(a.area).localeCompare(named(b.area), "fr")),
  );
  const nameOf = ({ axis, area }: (typeof lines)[number]): string => {
    const subject = subjects.length > 1 ? axisDifference(axis, { ...selection, periods: [axis.period] }, facts, lang) : "";
    const place = areas.length > 1 || subjects.length === 1 ? named(area) : "";
    return [subject, place, measures.length > 1 ? unitOver(axis.measure) : ""].filter((part) => part !== "").join(", ");
  };
  const cellOf = ({ axis, area }: (typeof lines)[number], period: string): TableCell => {
    const at = (one: string) => index.at({ ...axis, period: one }, area, statistic);
    return valueCell(at(period), mostDecimalsOf(facts, axis, statistic), EXPLORE[lang], lang, {
      digits: subjectDigits(input, axis),
      // As in every view: a figure is written alike wherever it stands.
      beside: yardstick(input, { ...axis, period }),
    });
  };
  // Of one measure the unit stands once, at the head of the names.
  const head = (label: string): TableColumn => ({
    label: [label, measures.length > 1 ? "" : unitOver(measures[0] ?? "")].filter((part) => part !== "").join(", "),
  });
  if (lines.length < MOST_BESIDE)
    return {
      columns: [head(table.period), ...lines.map((line): TableColumn => ({ label: nameOf(line), numeric: true }))],
      rows: periods.map((period) => [
        { text: periodText(period, lang), sort: period },
        ...lines.map((line) => cellOf(line, period)),
      ]),
    };
  const oldestFirst = [...periods].reverse();
  return {
    columns: [
      head(table.place),
      ...oldestFirst.map((period): TableColumn => ({ label: upperFirst(shortPeriod(period, lang)), numeric: true })),
    ],
    rows: lines.map((line) => {
      const name = nameOf(line);
      return [{ text: name, sort: name }, ...oldestFirst.map((period) => cellOf(line, period))];
    }),
  };
}

/** One row per figure; everything in which rows differ has a column of its own. */
function longRows(input: TableInput): TableRows {
  const { selection, rows, facts, lang } = input;
  const words = EXPLORE[lang];
  const index = rowIndex(rows);
  const { statistic, measures, types, periods } = selection;
  const [manyMeasures, manyTypes, manyPeriods] = [measures.length > 1, types.length > 1, periods.length > 1];
  const columns: TableColumn[] = [
    { label: words.table.place },
    ...(manyMeasures ? [{ label: words.table.measure }] : []),
    ...(manyTypes ? [{ label: words.table.type }] : []),
    ...(manyPeriods ? [{ label: words.table.period }] : []),
    {
      label: words.table
        .value(
          manyMeasures
            ? ""
            : unitOf(
                rows.find((row) => row.STATISTIC === statistic && `${row.DOMAIN}.${row.MEASURE}` === measures[0]),
                lang,
              ),
        )
        .replace(/, $/, ""),
      numeric: true,
    },
  ];
  const text = (value: string, sort: string = value): TableCell => ({ text: value, sort });
  const cells = axesOf(selection).flatMap((axis) => {
    if (!index.has(axis)) return [];
    const ref = facts.refs.find(({ key }) => key === axis.measure);
    return areasOf(selection, facts.tree).flatMap((area): (readonly TableCell[])[] => {
      const row = index.at(axis, area, statistic);
      if (!row) return [];
      const beside = yardstick(input, axis);
      const value = valueCell(row, mostDecimalsOf(facts, axis, statistic), words, lang, {
        digits: subjectDigits(input, axis),
        beside,
      });
      const below = statistic === "COUNT" ? {} : homesBelow(homesCell(index.at(axis, area, "COUNT"), words, lang), words);
      const unit = manyMeasures && !value.absent ? ` ${unitOf(row, lang)}` : "";
      return [
        [
          text(facts.tree.get(area)?.name ?? area),
          ...(manyMeasures ? [text(ref ? topicLabel(ref, lang) : axis.measure)] : []),
          ...(manyTypes ? [text(axis.type === "_T" || !ref ? words.words.all : typeLabel(ref, axis.type, lang))] : []),
          ...(manyPeriods ? [text(periodText(axis.period, lang), axis.period)] : []),
          { ...value, ...below, text: `${value.text}${unit}` },
        ],
      ];
    });
  });
  return { columns, rows: cells };
}

/** Of a distribution: below which amount one home in ten is, one in four, … A column a group, or a line each where they are many. */
function shareRows({ selection, rows, facts, lang }: TableInput): TableRows {
  const words = EXPLORE[lang];
  const { shares, below } = words.distribution;
  const index = rowIndex(rows);
  const areas = areasOf(selection, facts.tree);
  const groups = axesOf(selection)
    .filter((axis) => index.has(axis))
    .flatMap((axis) => areas.map((area) => ({ axis, area, unit: unitOf(index.at(axis, area, "P50"), lang) })));
  // A unit that all have stands once, at the head of the shares.
  const units = new Set(groups.flatMap((group) => (group.unit === "" ? [] : [group.unit])));
  const [unit = ""] = units.size > 1 ? [] : units;
  const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");
  const nameOf = ({ axis, area, unit: own }: (typeof groups)[number]): string => {
    const name = groups.length === 1 ? below : groupName(axis, facts.tree.get(area)?.name ?? area, selection, facts, lang);
    return joined(name, unit === "" ? own : "");
  };
  // Each share has the digits of its own margin, as on the other pages: they are too few and too far apart to seem out of order.
  const cellOf = ({ axis, area }: (typeof groups)[number], share: (typeof SHARES)[number]) =>
    valueCell(index.at(axis, area, share), mostDecimalsOf(facts, axis, share), words, lang);
  if (groups.length > MOST_BESIDE)
    return {
      columns: [
        { label: joined(words.table.place, unit) },
        ...SHARES.map((share): TableColumn => ({ label: `${shares[share]} ${below}`, numeric: true })),
      ],
      rows: groups.map((group) => {
        const name = nameOf(group);
        return [{ text: name, sort: name }, ...SHARES.map((share) => cellOf(group, share))];
      }),
    };
  return {
    ordered: true,
    columns: [
      { label: joined(words.table.share, unit) },
      ...groups.map((group): TableColumn => ({ label: nameOf(group), numeric: true })),
    ],
    rows: SHARES.map((share, i) => [{ text: shares[share], sort: String(i) }, ...groups.map((group) => cellOf(group, share))]),
  };
}
