import { shown } from "../../contract/shown.ts";
import { invalid } from "./errors.ts";
import type { PartnerMeasure } from "./partner-terms.ts";

/** The most `group1`, `group2`, … that the first dialect has. */
const NUMBERED = ["group1", "group2", "group3"] as const;

/** Groups as they come, in either dialect. */
export interface SentGroups {
  readonly group1?: unknown;
  readonly group2?: unknown;
  readonly group3?: unknown;
  readonly groups?: unknown;
}

/** Our code of each thing that a measure's groups say: `area`, or an attribute. */
export type HouseholdGroups = ReadonlyMap<string, string>;

/**
 * Reads the groups of a measure: `group1: {key: value}` to `group3`, or `groups: [{key: value}, …]`, not both. Keys
 * tell which group is meant, not places. An empty object or value says nothing, as programs send it for what they do
 * not know.
 *
 * @throws Refusal `invalid-parameter` with the group, what it may be and what it is
 */
export function readGroups(given: SentGroups, measure: PartnerMeasure): HouseholdGroups {
  const numbered = NUMBERED.filter((name) => given[name] !== undefined && given[name] !== null);
  const listed = given.groups ?? undefined;
  if (numbered.length > 0 && listed !== undefined)
    throw invalid("groups", "must not stand beside group1, group2, group3: a measure speaks one dialect");
  if (listed !== undefined && !Array.isArray(listed)) throw invalid("groups", "must be a list of {key: value}");
  const places: [string, unknown][] = Array.isArray(listed)
    ? listed.map((one: unknown, i) => [`groups/${i}`, one])
    : numbered.map((name) => [name, given[name]]);
  const ours = new Map<string, string>();
  for (const [place, group] of places) {
    const said = readGroup(place, group, measure);
    if (said === null) continue;
    if (ours.has(said.is)) throw invalid(place, `must name a key once; got ${shown(said.key)} again`);
    ours.set(said.is, said.code);
  }
  return ours;
}

function readGroup(place: string, group: unknown, measure: PartnerMeasure): { is: string; key: string; code: string } | null {
  if (typeof group !== "object" || group === null || Array.isArray(group)) throw invalid(place, "must be {key: value}");
  const pairs = Object.entries(group);
  if (pairs.length === 0) return null;
  if (pairs.length > 1) throw invalid(place, `must have one key; got ${pairs.length}`);
  const [key, value] = pairs[0] as [string, unknown];
  const mapped = measure.groups.find((one) => one.key === key);
  if (mapped === undefined) {
    const keys = measure.groups.map((one) => one.key).join(", ") || "none";
    throw invalid(place, `must have a key of ${measure.name} (${keys}); got ${shown(key)}`);
  }
  if (value === null || value === "") return null;
  if (!["string", "number", "boolean"].includes(typeof value))
    throw invalid(`${place}/${key}`, "must be a text, a number or a boolean");
  const code = mapped.ours(String(value));
  if (code === undefined) throw invalid(`${place}/${key}`, `must be one of ${mapped.known.join(", ")}; got ${shown(value)}`);
  return { is: mapped.is, key, code };
}

/** The groups of an aggregate, for readers of either dialect; the first has room for three. */
export function writeGroups(values: readonly (readonly [key: string, value: string])[]) {
  const groups = values.map(([key, value]) => ({ [key]: value }));
  const numbered = Object.fromEntries(NUMBERED.flatMap((name, i) => (groups[i] === undefined ? [] : [[name, groups[i]]])));
  return { ...numbered, groups };
}
