import { UNITS, type Unit, unitLabels } from "../contract/units.ts";
import { type Labels, MEASURES, type MeasureRef } from "../domains/index.ts";
import { plain, TARIFF } from "./words.ts";

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
export const wordsOf = (title: string): string => ` ${title.replace(/[^\p{L}\p{N}€.]+/gu, " ").trim()} `;

/** The unit that a title names; null where it names none, or two different ones. */
export function unitOf(title: string): Unit | null {
  // The hours of a tariff are no unit.
  const words = wordsOf(title.replace(TARIFF, ""));
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
export function namesNoUnit(title: string): boolean {
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
export function ownAmounts(title: string, unit: Unit): OwnAmounts {
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
export function measuresNamed(title: string): readonly MeasureRef[] {
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
