import { ATTRIBUTES, type AttributeName } from "../../contract/attributes.ts";
import type { PartnerSettings } from "../../contract/partners.ts";
import type { Step } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { UNITS, type Unit } from "../../contract/units.ts";
import { MEASURES, type MeasureRef } from "../../domains/index.ts";
import { pairsOf, typesOver } from "./types.ts";

/** A grouping key, as settings map it. */
export interface PartnerGroup {
  readonly key: string;
  readonly is: "area" | AttributeName;
  /** our code of a partner's value; undefined: it is on no list. Areas are looked up later */
  ours(value: string): string | undefined;
  /** a partner's value of our code: the code itself where none, or more than one, stands for it */
  theirs(code: string): string;
  /** partners' values, as a refusal lists them; empty: any area */
  readonly known: readonly string[];
}

/** A measure as partners name it. */
export interface PartnerMeasure {
  readonly name: string;
  readonly ref: MeasureRef;
  /** of its values, as records name it */
  readonly unit: string;
  /** how many of these make one display unit */
  readonly ratio: number;
  readonly step: Step;
  readonly groups: readonly PartnerGroup[];
  /** the level of the areas in aggregates: null, the leaf; `whole`: there is no area among the groups */
  readonly areas: { readonly level: string | null } | "whole";
  /** the household types in aggregates: no household is in two of them */
  readonly types: readonly string[];
}

/** All that settings say of partners, checked. */
export interface PartnerTerms {
  readonly createdBy: string;
  readonly measures: ReadonlyMap<string, PartnerMeasure>;
}

/** What the settings are checked against. */
export interface PartnerFacts {
  /** ISO 4217 code of the commons' currency */
  readonly currency: string;
  /** levels of the territory; undefined where it is lost, and no level can be checked */
  readonly levels: readonly string[] | undefined;
}

/** @throws Refusal `invalid-settings`, with the field, what it may be and what it is */
export function partnerTerms({ created_by, measures }: PartnerSettings, facts: PartnerFacts): PartnerTerms {
  return {
    createdBy: created_by,
    measures: new Map(Object.entries(measures).map(([name, one]) => [name, partnerMeasure(name, one, facts)])),
  };
}

type GroupSetting = PartnerSettings["measures"][string];

function partnerMeasure(name: string, given: GroupSetting, { currency, levels }: PartnerFacts): PartnerMeasure {
  const at = `/partners/measures/${name}`;
  const ref = MEASURES.find(({ key }) => key === given.measure);
  if (ref === undefined) throw refused(`${at}/measure`, MEASURES.map(({ key }) => key).join(", "), given.measure);
  const { unit, ratio } = unitOf(ref, given.unit, currency, `${at}/unit`);
  const whats = given.groups.map(({ is }) => is);
  const twice = repeated(given.groups.map(({ key }) => key)) ?? repeated(whats);
  if (twice !== undefined) throw refused(`${at}/groups`, "keys and attributes that are each named once", twice);
  const area = given.groups.find(({ is }) => is === "area");
  if (area?.level !== undefined && levels && !levels.includes(area.level))
    throw refused(`${at}/groups/${area.key}/level`, levels.join(", "), area.level);
  const types = typesOver(
    ref.measure.similarity,
    whats.filter((is) => is !== "area"),
  );
  if (types.length === 0) {
    const { classes, rungs } = ref.measure.similarity;
    const made = [...classes, ...rungs].map(({ code }) => code).join(", ");
    throw refused(`${at}/groups`, `attributes that types of ${ref.key} are made of (${made})`, whats.join(", "));
  }
  return {
    name,
    ref,
    unit,
    ratio,
    step: given.period,
    groups: given.groups.map((group) => partnerGroup(group, `${at}/groups/${group.key}`)),
    areas: area === undefined ? "whole" : { level: area.level ?? null },
    types,
  };
}

function partnerGroup({ key, is, values, level }: GroupSetting["groups"][number], at: string): PartnerGroup {
  if (is !== "area" && level !== undefined) throw refused(`${at}/level`, "left out: only an area has a level", level);
  const codes: readonly string[] = is === "area" ? [] : ATTRIBUTES[is];
  const pairs = Object.entries(values ?? Object.fromEntries(codes.map((code) => [code, code])));
  const stray = pairs.find(([, code]) => is !== "area" && !codes.includes(code));
  if (stray !== undefined) throw refused(`${at}/values/${stray[0]}`, codes.join(", "), stray[1]);
  const toOurs = new Map(pairs);
  const anyArea = is === "area" && values === undefined;
  return {
    key,
    is,
    ours: (value) => (anyArea ? value : toOurs.get(value)),
    theirs: (code) => {
      const names = pairs.filter(([, ours]) => ours === code).map(([theirs]) => theirs);
      return names.length === 1 ? (names[0] as string) : code;
    },
    known: [...toOurs.keys()],
  };
}

/** Units of a base, as records name them: the commons' currency by its code. */
function unitOf(ref: MeasureRef, given: string | undefined, currency: string, at: string): { unit: string; ratio: number } {
  const display = ref.measure.unit;
  const nameOf = (unit: Unit) => (unit === "currency" ? currency : unit);
  const accepted = (Object.keys(UNITS) as Unit[]).filter((unit) => UNITS[unit].base === UNITS[display].base);
  const unit = given === undefined ? display : accepted.find((one) => nameOf(one) === given);
  if (unit === undefined) throw refused(at, accepted.map(nameOf).join(", "), given);
  return { unit: nameOf(unit), ratio: Number(UNITS[display].factor) / Number(UNITS[unit].factor) };
}

/** The partner's values of a type's attributes, by attribute. */
export function theirValues({ groups }: PartnerMeasure, type: string, area: string): [key: string, value: string][] {
  const pairs = new Map<string, string>([...pairsOf(type), ["area", area]]);
  return groups.map(({ key, is, theirs }) => [key, theirs(pairs.get(is) ?? "")]);
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) !== i);
}

function refused(pointer: string, bound: string, value: unknown): Refusal {
  const detail = `${pointer}: must be ${bound}; got ${JSON.stringify(value)}`;
  return new Refusal("invalid-settings", detail, [{ detail, pointer }]);
}
