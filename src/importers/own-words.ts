import { UNITS, type Unit, unitLabels } from "../contract/units.ts";
import { type Labels, MEASURES, type MeasureRef } from "../domains/index.ts";
import { plain } from "./words.ts";

/** What the header of a household's own table says: its columns, their unit and what they measure. */
export interface OwnTitles {
  readonly columns: number;
  /** indices of the two columns */
  readonly period: number;
  readonly amount: number;
  /** indices of columns that are ignored: of costs, and of a meter's index beside the amounts */
  readonly aside: readonly { readonly at: number; readonly what: "cost" | "other-measure" }[];
  /** what the periods' title says that they are; null: either, as below `date` */
  readonly says: "months" | "days" | null;
  /** title of the amounts, in plain letters */
  readonly title: string;
  /** null: the title names none, and no other either */
  readonly unit: Unit | null;
}

/** The amounts of a table, once their unit is known. */
export interface OwnAmounts {
  /** how the unit may be written after a number, in lower case */
  readonly unitNames: readonly string[];
  /** unit of the amounts, for people */
  readonly label: Labels;
  /** how many base units one unit is */
  readonly factor: bigint;
  /** measures that use this unit */
  readonly measures: readonly string[];
  /** the one that the title names; null where it names none or several */
  readonly named: string | null;
}

/** The header of a text file, with its position. */
export interface OwnHeader extends OwnTitles {
  /** line number, from 1 */
  readonly line: number;
  readonly separator: string;
}

/** The header is searched in so many first lines, since there may be a title above it. */
const HEADER_WITHIN = 6;
const SEPARATORS = [";", "\t", ","];
/** Titles of months: a date below one can only mean its month. */
const MONTH_TITLES = ["mois", "month", "mois ou annee", "month or year"];

/** Titles of days: a date below one is a day, even the first of its month. */
const DAY_TITLES = ["jour", "day"];
const PERIOD_TITLES = [...MONTH_TITLES, ...DAY_TITLES, "periode", "period", "date", "annee", "year"];

/** Names of units that people use besides codes and labels. The only currency is the euro. */
const WRITTEN: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  m3: ["metres cubes", "cubic metres"],
  L: ["litre", "litres"],
  kWh: ["kilowattheure", "kilowattheures"],
  km: ["kilometre", "kilometres"],
  h: ["heure", "heures", "hour", "hours"],
  min: ["minute", "minutes"],
  trip: ["trajet", "trip"],
  currency: ["€", "eur", "euro", "euros"],
};

const EURO: Labels = { fr: "€", en: "€" };

/** Units by the names that titles may use, in plain letters. */
const NAMES: ReadonlyMap<string, Unit> = new Map(
  (Object.keys(UNITS) as Unit[]).flatMap((unit) => {
    const { fr, en } = unitLabels(unit);
    const names = unit === "currency" || unit === "cent" ? [] : [unit, fr, en];
    return [...names, ...(WRITTEN[unit] ?? [])].map((name) => [plain(name), unit] as const);
  }),
);

/** A title as words, with a space at each end. */
const wordsOf = (title: string): string => ` ${title.replace(/[^\p{L}\p{N}€.]+/gu, " ").trim()} `;

/** The unit that a title names; null where it names none, or two different ones. */
function unitOf(title: string): Unit | null {
  const words = wordsOf(title);
  const found = new Set([...NAMES].filter(([name]) => words.includes(` ${name} `)).map(([, unit]) => unit));
  const [unit] = found;
  return found.size === 1 && unit !== undefined ? unit : null;
}

/** Whether a title names a measure: by the domain's name, the measure's name, or its key. */
function names(title: string, { key, domain, measure }: MeasureRef): boolean {
  const words = wordsOf(title);
  return [domain.labels.fr, domain.labels.en, measure.labels.fr, measure.labels.en, key, domain.id].some((name) =>
    words.includes(wordsOf(plain(name))),
  );
}

/** Words of titles that say nothing but that something is counted. */
const NEUTRAL = new Set(
  "valeur valeurs value values consommation consommations conso consumption usage quantite quantity releve releves total amount \
de du des d la le l par per ma mes my notre our mensuelle mensuel journaliere quotidienne annuelle daily monthly yearly mois jour".split(
    /\s+/,
  ),
);

/** Whether a title names no unit, not even one that is not known here: its words are neutral, or name a measure. */
function namesNoUnit(title: string): boolean {
  const named = MEASURES.filter((ref) => names(title, ref));
  const known = named.flatMap(({ domain, measure }) => [domain.labels, measure.labels].flatMap(({ fr, en }) => [fr, en]));
  const words = new Set([...NEUTRAL, ...known.flatMap((name) => wordsOf(plain(name)).split(" "))]);
  return (
    wordsOf(title)
      .split(" ")
      .every((word) => word === "" || words.has(word)) && /^[^()[\]/]+$/.test(title)
  );
}

/** The measures of a table and how its amounts are read. */
export function ownAmounts({ title }: Pick<OwnTitles, "title">, unit: Unit): OwnAmounts {
  const { base, factor } = UNITS[unit];
  const counted = MEASURES.filter(({ measure }) => UNITS[measure.unit].base === base);
  const named = counted.filter((ref) => names(title, ref));
  return {
    unitNames: [...NAMES].filter(([, one]) => one === unit).map(([name]) => name),
    label: unit === "currency" ? EURO : unitLabels(unit),
    factor,
    measures: (named.length > 0 ? named : counted).map(({ key }) => key),
    named: named.length === 1 ? (named[0]?.key ?? null) : null,
  };
}

/** The measures that a title without a unit may be of: those that it names, else all. */
export function measuresNamed({ title }: Pick<OwnTitles, "title">): readonly MeasureRef[] {
  const named = MEASURES.filter((ref) => names(title, ref));
  return named.length > 0 ? named : MEASURES;
}

/** The one unit that every amount has behind it; null where any has none or another. */
export function unitBehind(amounts: readonly string[]): Unit | null {
  const found = new Set(
    amounts
      .filter((cell) => cell.trim() !== "")
      .map((cell) => NAMES.get(plain(/^[-+\u2212]?\d[\d\s.,’']*(.*)$/s.exec(cell.trim())?.[1] ?? "")) ?? null),
  );
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

/** Titles of costs that name no currency. */
const COST = /\b(cout|couts|prix|montant|cost|costs|price)\b/;
const isCost = (title: string): boolean => unitOf(title) === "currency" || (unitOf(title) === null && COST.test(title));

/** Whether the column of a title is ignored beside others, and as what. */
function asideOf(title: string, at: number): OwnTitles["aside"] {
  return isCost(title) ? [{ at, what: "cost" }] : /\bindex\b/.test(title) ? [{ at, what: "other-measure" }] : [];
}

/** A title of periods without what it adds to its first word. `Date de consommation` is EDF's, whose files have a reader of their own. */
const periodTitle = (title: string): string =>
  title.replace(/^(?:(date) (?:de |du |de la )?(?:releve|mesure)|(jour|mois) (?:de |de la )?consommation)$/, "$1$2");

/**
 * Reads titles in plain letters: one of days, months or years, one of amounts with a unit or without any and, unless amounts are money,
 * possibly titles of costs or of an index. Null for any others.
 */
export function ownTitles(titles: readonly string[]): OwnTitles | null {
  const period = titles.findIndex((title) => PERIOD_TITLES.includes(periodTitle(title)));
  const beside = titles.flatMap((title, i) => (i === period || title === "" ? [] : [i]));
  const aside = beside.length > 1 ? beside.flatMap((at) => asideOf(titles[at] ?? "", at)) : [];
  // An index alone is no amount, and is said to be none.
  const ignored = aside.length < beside.length ? aside : aside.filter(({ what }) => what === "cost");
  const others = beside.filter((i) => !ignored.some(({ at }) => at === i));
  const [amount] = others;
  const title = titles[amount ?? -1] ?? "";
  const unit = unitOf(title);
  if (period < 0 || others.length !== 1 || amount === undefined) return null;
  if (unit === null ? !namesNoUnit(title) : ownAmounts({ title }, unit).measures.length === 0) return null;
  const when = periodTitle(titles[period] ?? "");
  const says = MONTH_TITLES.includes(when) ? "months" : DAY_TITLES.includes(when) ? "days" : null;
  return { columns: titles.length, period, amount, aside: ignored, says, title, unit };
}

/** Finds the header in the first lines of a text. */
export function ownHeader(lines: readonly string[]): OwnHeader | null {
  for (const [at, line] of lines.slice(0, HEADER_WITHIN).entries())
    for (const separator of SEPARATORS) {
      const found = ownTitles(line.split(separator).map((title) => plain(title.replaceAll('"', ""))));
      if (found !== null) return { ...found, line: at + 1, separator };
    }
  return null;
}

/** Removes spaces and apostrophes that group thousands. A point or a comma is the decimal sign. */
export function tidyNumber(text: string): string {
  return text.replace(/[\s’']/g, "").replace("\u2212", "-");
}

/**
 * Whether some numbers of a column have a comma and others a point: then one of the two groups thousands, and it is unclear
 * which.
 */
export function hasMixedSigns(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.includes(",")) && cells.some((cell) => cell.includes("."));
}
