import { decimal } from "./decimal.ts";
import type { TableForm } from "./importer.ts";
import type { Notebook, SeriesOf } from "./notebook.ts";
import { Instants, plain, type Stamp, stamp } from "./stamps.ts";
import type { Row } from "./table.ts";
import { DAY } from "./zone.ts";

/** What the two lines above a section of an Enedis CSV say. */
export interface Section {
  readonly type: string;
  readonly business: string;
  readonly unit: string;
  /** raw or corrected: two views of the same energy, of which the first in the file is believed */
  readonly stage: string;
  readonly meter: string;
  /** the header of its rows, plain */
  readonly columns: readonly string[];
}

/** Takes the rows of one section. */
export type SectionReader = (row: Row & { readonly cells: readonly string[] }) => void;

/** Watt-hours: a home's connection has 36 kVA at most (Enedis, "C5"). */
const MOST_AN_HOUR = 36_000;

const TYPES = { curve: "courbe de charge", index: "index", maximum: "puissance maximale" } as const;

/** Is it an Enedis CSV whose first section is of that type? */
export function isEnedis(head: string, type: keyof typeof TYPES): boolean {
  const [names = "", values = ""] = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  return plain(names).startsWith("identifiant prm;type de donnees;") && plain(values.split(";")[1] ?? "").startsWith(TYPES[type]);
}

/** Power in watts by the end of its interval. */
function curveRows(section: Section, notebook: Notebook): SectionReader {
  const places = { w: 3, kw: 6 }[section.unit];
  if (places === undefined) return ({ line }) => notebook.refuse(line, "unknown-unit");
  const curve = notebook.curve(seriesOf(section), "end");
  const instants = new Instants(notebook.time);
  return ({ line, cells }) => {
    const [when = "", value = ""] = cells;
    const instant = instants.read(when.trim());
    if (typeof instant === "string") return notebook.refuse(line, instant);
    const power = value.trim() === "" ? null : decimal(value, places);
    if (typeof power === "string") return notebook.refuse(line, power);
    curve.add(instant, power, false, line);
  };
}

/**
 * The day's closing index is the one at the midnight with which the day that is *written* begins, whatever hour stands beside
 * it: SGE writes winter midnights as 23:00+01:00 of the same date, a day late. So it is in real files: read as midnights,
 * the differences of 353 days equal the load curve's sums to the watt-hour. A time in UTC is no wall clock's, and stays what it is.
 */
function closing(when: Stamp | null, nature: string): Stamp | null {
  const hour = when === null ? 0 : when.wall % DAY;
  const isClosing = nature.startsWith("arrete quotidien") && (hour === 0 || hour === 23 * 3600);
  return when !== null && isClosing && when.offset !== 0 ? { wall: when.wall - hour, offset: null } : when;
}

/** The counter's total in watt-hours; where it is empty, the sum of the supplier's ten classes. */
function indexRows(section: Section, notebook: Notebook): SectionReader {
  const index = notebook.index(seriesOf(section), 1n, MOST_AN_HOUR);
  const instants = new Instants(notebook.time);
  const total = section.columns.indexOf("eas t");
  const nature = section.columns.indexOf("type de releve");
  const classes = section.columns.flatMap((name, i) => (/^eas f\d+$/.test(name) ? [i] : []));
  return ({ line, cells }) => {
    const kind = plain(cells[nature] ?? "");
    const instant = instants.of(closing(stamp(cells[0]?.trim() ?? ""), kind));
    if (typeof instant === "string") return notebook.refuse(line, instant);
    const chosen = (cells[total]?.trim() ?? "") === "" ? classes : [total];
    let sum: number | null = null;
    for (const i of chosen) {
      const text = cells[i]?.trim() ?? "";
      if (text === "") continue;
      const value = decimal(text, 0);
      if (typeof value === "string") return notebook.refuse(line, value);
      sum = (sum ?? 0) + value;
    }
    index.add(instant, sum, kind.startsWith("estim"), line);
  };
}

function seriesOf({ meter, type, stage }: Section): SeriesOf {
  return { measure: "electricity.energy", meter, part: `${type}, ${stage}` };
}

/** What becomes of a section's rows; those that no measure is about are counted, by what they are. */
function readerOf(section: Section, notebook: Notebook): SectionReader {
  if (/production|injection|autoproduction/.test(section.business)) return () => notebook.drop("production");
  if (section.type.startsWith(TYPES.curve)) return curveRows(section, notebook);
  if (section.type.startsWith(TYPES.index)) return indexRows(section, notebook);
  return () => notebook.drop("other-measure");
}

/**
 * Reads an Enedis CSV of the customer account or of SGE's history. A file is one or several sections: a line of names, a line
 * of what they are here (meter, type, unit), a header `Horodate;…`, rows. Supplier calendars (`Periode;…`) stand between
 * sections and are passed over. Blank lines may be anywhere.
 */
export function readEnedis(form: TableForm, notebook: Notebook): void {
  let names: string[] | null = null;
  let about: Omit<Section, "columns"> | null = null;
  let take: SectionReader | null = null;
  for (const row of form.rows()) {
    const { line, cells } = row;
    if (cells === null) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const first = cells[0]?.trim() ?? "";
    if (cells.length === 1 && first === "") continue;
    if (first === "Horodate" && about !== null) take = readerOf({ ...about, columns: cells.map(plain) }, notebook);
    else if (first === "Identifiant PRM") [names, about, take] = [cells.map(plain), null, null];
    else if (first === "Periode") take = null;
    else if (names !== null) {
      about = aboutOf(names, cells);
      notebook.identify("electricity-meter", about.meter);
      names = null;
    } else if (take !== null) take({ line, cells });
    else if (!first.startsWith("Du ")) notebook.refuse(line, "bad-row");
  }
}

function aboutOf(names: readonly string[], cells: readonly string[]): Omit<Section, "columns"> {
  const named = (name: string) => plain(cells[names.indexOf(name)] ?? "");
  return {
    type: named("type de donnees"),
    business: named("grandeur metier"),
    unit: named("unite"),
    stage: named("etape metier"),
    meter: cells[0]?.trim() ?? "",
  };
}
