import { ATTRIBUTES } from "../../contract/attributes.ts";
import type { PartnerSettings } from "../../contract/partners.ts";
import type { Step } from "../../contract/period.ts";
import { faultRefusal, type Refusal } from "../../contract/problem.ts";
import { UNITS, unitsBeside } from "../../contract/units.ts";
import { MEASURES, type MeasureRef, type Similarity } from "../../domains/index.ts";

/** A measure as partners name it. */
export interface PartnerMeasure {
  readonly name: string;
  readonly ref: MeasureRef;
  /** unit of its values */
  readonly unit: string;
  /** how many of this unit make one display unit */
  readonly ratio: number;
  readonly step: Step;
  readonly groups: readonly ReturnType<typeof partnerGroup>[];
  /** the level of areas in aggregates (null: the leaves); `whole` where areas are not among the groups */
  readonly areas: { readonly level: string | null } | "whole";
  /** the household types in aggregates; no household is in two of them */
  readonly types: readonly string[];
}

/** The settings about partners, checked. */
export interface PartnerTerms {
  readonly createdBy: string;
  readonly measures: ReadonlyMap<string, PartnerMeasure>;
}

interface PartnerFacts {
  /** ISO 4217 code of the commons' currency */
  readonly currency: string;
  /** levels of the territory; undefined where it is lost, and no level can be checked */
  readonly levels: readonly string[] | undefined;
}

/** @throws Refusal `invalid-settings`, with the field, what it may be and what it is */
export function partnerTerms({ created_by, measures }: PartnerSettings, facts: PartnerFacts): PartnerTerms {
  const terms = Object.entries(measures).map(([name, one]) => [name, partnerMeasure(name, one, facts)] as const);
  return { createdBy: created_by, measures: new Map(terms) };
}

type MeasureSetting = PartnerSettings["measures"][string];

function partnerMeasure(name: string, given: MeasureSetting, { currency, levels }: PartnerFacts): PartnerMeasure {
  const at = `/partners/measures/${name}`;
  const ref = MEASURES.find(({ key }) => key === given.measure);
  if (ref === undefined) throw invalidSetting(`${at}/measure`, MEASURES.map(({ key }) => key).join(", "), given.measure);
  const display = ref.measure.unit;
  const units = unitsBeside(display, currency);
  const named = given.unit ?? (display === "currency" ? currency : display);
  const unit = units.get(named);
  if (unit === undefined) throw invalidSetting(`${at}/unit`, [...units.keys()].join(", "), named);
  const grouped = given.groups.map(({ is }) => is);
  const twice = firstRepeated(given.groups.map(({ key }) => key)) ?? firstRepeated(grouped);
  if (twice !== undefined) throw invalidSetting(`${at}/groups`, "keys and attributes that are each named once", twice);
  const area = given.groups.find(({ is }) => is === "area");
  if (area?.level !== undefined && levels && !levels.includes(area.level))
    throw invalidSetting(`${at}/groups/${area.key}/level`, levels.join(", "), area.level);
  const { similarity } = ref.measure;
  const types = typesOver(
    similarity,
    grouped.filter((is) => is !== "area"),
  );
  if (types.length === 0) {
    const typeCodes = [...similarity.classes, ...similarity.rungs].map(({ code }) => code).join(", ");
    throw invalidSetting(`${at}/groups`, `attributes that types of ${ref.key} are made of (${typeCodes})`, grouped.join(", "));
  }
  return {
    name,
    ref,
    unit: named,
    ratio: Number(UNITS[display].factor) / Number(UNITS[unit].factor),
    step: given.period,
    groups: given.groups.map((group) => partnerGroup(group, `${at}/groups/${group.key}`)),
    areas: area === undefined ? "whole" : { level: area.level ?? null },
    types,
  };
}

/** A grouping key, as settings map it. */
function partnerGroup({ key, is, values, level }: MeasureSetting["groups"][number], at: string) {
  if (is !== "area" && level !== undefined) throw invalidSetting(`${at}/level`, "left out: only an area has a level", level);
  const codes: readonly string[] = is === "area" ? [] : ATTRIBUTES[is];
  const pairs = Object.entries(values ?? Object.fromEntries(codes.map((code) => [code, code])));
  const unknown = pairs.find(([, code]) => is !== "area" && !codes.includes(code));
  if (unknown !== undefined) throw invalidSetting(`${at}/values/${unknown[0]}`, codes.join(", "), unknown[1]);
  const toOurs = new Map(pairs);
  const anyArea = is === "area" && values === undefined;
  return {
    key,
    is,
    /** our code of a partner's value; undefined: it is on no list. Areas are looked up later */
    ours: (value: string) => (anyArea ? value : toOurs.get(value)),
    /** a partner's value of our code: the code itself where none, or more than one, stands for it */
    theirs: (code: string) => {
      const [name = code, ...others] = pairs.filter(([, ours]) => ours === code).map(([theirs]) => theirs);
      return others.length === 0 ? name : code;
    },
    /** partners' values, as a refusal lists them; empty: any area */
    known: [...toOurs.keys()],
  };
}

/** The code of the type that has all households. */
const ALL = "_T";
/** A value that excludes only `unknown`, so it does not group by the attribute. */
const KNOWN = "known";

/** The attributes and values of a household type; `_T` has none. */
function pairsOf(type: string): [attribute: string, value: string][] {
  return type === ALL ? [] : type.split(";").map((pair) => pair.split("=") as [string, string]);
}

/**
 * The published types that distinguish households by exactly these attributes: first classes, then rungs that share no household
 * with types already chosen, so that sums over the types count nobody twice.
 *
 * @returns codes of HOUSEHOLD_TYPE; `_T` where there are no attributes; empty where no type is made of them
 */
export function typesOver({ classes, rungs }: Similarity, attributes: readonly string[]): readonly string[] {
  if (attributes.length === 0) return [ALL];
  const textOf = (names: readonly string[]) => names.toSorted().join();
  const isOver = (code: string) => {
    const pairs = pairsOf(code).filter(([, value]) => value !== KNOWN);
    return textOf(pairs.map(([name]) => name)) === textOf(attributes);
  };
  const taken = new Set<string>();
  const types: string[] = [];
  for (const one of [...classes.map(({ code }) => ({ code, classes: [code] })), ...rungs]) {
    if (!isOver(one.code) || one.classes.some((covered) => taken.has(covered))) continue;
    for (const covered of one.classes) taken.add(covered);
    types.push(one.code);
  }
  return types;
}

/** The partner's keys and values for a household type and area. */
export function partnerValues({ groups }: PartnerMeasure, type: string, area: string): [key: string, value: string][] {
  const pairs = new Map<string, string>([...pairsOf(type), ["area", area]]);
  return groups.map(({ key, is, theirs }) => [key, theirs(pairs.get(is) ?? "")]);
}

function firstRepeated(names: readonly string[]): string | undefined {
  return names.find((name, i) => names.indexOf(name) !== i);
}

function invalidSetting(pointer: string, bound: string, value: unknown): Refusal {
  const detail = `${pointer}: must be ${bound}; got ${JSON.stringify(value)}`;
  return faultRefusal("invalid-settings", { detail, pointer });
}
