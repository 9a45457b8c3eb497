import { quoted } from "../../contract/shown.ts";
import { invalidField } from "./dialect.ts";
import type { PartnerMeasure } from "./partner-terms.ts";

/** The numbered group fields of the first dialect. */
const NUMBERED = ["group1", "group2", "group3"] as const;

/** What a measure's groups state, in our codes: for `area`, and for each attribute. */
export type HouseholdGroups = ReadonlyMap<string, string>;

/**
 * Reads the groups of a measure: `group1: {key: value}` to `group3`, or `groups: [{key: value}, …]`, not both. A group is
 * identified by its key, not by its position. An empty object or value is ignored, since programs send it for what they do not
 * know.
 *
 * @throws Refusal `invalid-parameter` with the group, what it may be and what it is
 */
export function readGroups(
  given: Readonly<Partial<Record<(typeof NUMBERED)[number] | "groups", unknown>>>,
  measure: PartnerMeasure,
): HouseholdGroups {
  const numbered = NUMBERED.map((name) => [name, given[name] ?? undefined] as const).filter(([, group]) => group !== undefined);
  const listed = given.groups ?? undefined;
  if (numbered.length > 0 && listed !== undefined)
    throw invalidField("groups", "must not stand beside group1, group2, group3: a measure speaks one dialect");
  if (listed !== undefined && !Array.isArray(listed)) throw invalidField("groups", "must be a list of {key: value}");
  const codes = new Map<string, string>();
  for (const [place, group] of listed?.map((one: unknown, i) => [`groups/${i}`, one] as const) ?? numbered) {
    const read = readGroup(place, group, measure);
    if (read === null) continue;
    if (codes.has(read.is)) throw invalidField(place, `must name a key once; got ${quoted(read.key)} again`);
    codes.set(read.is, read.code);
  }
  return codes;
}

function readGroup(place: string, group: unknown, { name, groups }: PartnerMeasure) {
  if (typeof group !== "object" || group === null || Array.isArray(group)) throw invalidField(place, "must be {key: value}");
  const [pair, ...others] = Object.entries(group);
  if (pair === undefined) return null;
  if (others.length > 0) throw invalidField(place, `must have one key; got ${others.length + 1}`);
  const [key, value] = pair;
  const mapped = groups.find((one) => one.key === key);
  if (mapped === undefined) {
    const keys = groups.map((one) => one.key).join(", ") || "none";
    throw invalidField(place, `must have a key of ${name} (${keys}); got ${quoted(key)}`);
  }
  if (value === null || value === "") return null;
  if (!["string", "number", "boolean"].includes(typeof value))
    throw invalidField(`${place}/${key}`, "must be a text, a number or a boolean");
  const code = mapped.ours(String(value));
  if (code === undefined)
    throw invalidField(`${place}/${key}`, `must be one of ${mapped.known.join(", ")}; got ${quoted(value)}`);
  return { is: mapped.is, key, code };
}

/** Writes the groups of an aggregate for readers of both dialects; the first has room for three. */
export function writeGroups(values: readonly (readonly [key: string, value: string])[]) {
  const groups = values.map(([key, value]) => ({ [key]: value }));
  return { ...Object.fromEntries(NUMBERED.slice(0, groups.length).map((name, i) => [name, groups[i]])), groups };
}
