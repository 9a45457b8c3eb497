import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type Fault, faultRefusal, Refusal } from "../contract/problem.ts";
import { type About, aboutSchema, parseSettings, splitSettings, type Terms } from "../contract/settings.ts";
import { statementFault } from "../contract/terms.ts";
import { type Ledger, midnightOf } from "../ledger/index.ts";
import { changesBetween } from "../ledger/log/document.ts";
import { explicitSettings, makePlan, withoutOtherTables } from "../pipeline/index.ts";
import type { Territory } from "../territory/index.ts";
import type { ChangedSettings, ChangeInput } from "./public.ts";
import type { TermsOfYear } from "./terms-of-year.ts";
import { type Territories, territoryHash, territoryOf } from "./territories.ts";

/** The parts of a commons that a change of terms reads and writes. */
interface ChangeParts {
  readonly about: About;
  readonly territories: Territories;
  readonly ledger: Pick<Ledger, "entries" | "state">;
  /** the terms of a year, as stated now */
  readonly termsOf: (year: number) => TermsOfYear;
  readonly clock: () => Date;
  /** whether nothing was ever contributed */
  readonly isUntouched: () => boolean;
}

/**
 * Plans a change of terms, without stating it. With `from`, the new terms are for that year and later. Without it they replace
 * those in force today, and must only be more protective, unless nothing was contributed yet. Settings left out stay as they are;
 * null removes one.
 *
 * @returns the terms to state, their differences from those in force, and whether the territory differs
 * @throws Refusal `change-too-late`; `invalid-settings`, `invalid-territory` where no plan can be made of them;
 *   `invalid-parameter` where nothing changes
 */
export function planChange(input: ChangeInput, parts: ChangeParts) {
  const { ledger, termsOf, clock } = parts;
  const today = midnightOf(clock());
  if (input.from !== undefined && (!Number.isInteger(input.from) || input.from < 1900 || input.from > 9999))
    throw new Refusal("invalid-parameter", `from: a change begins with a year, YYYY; got ${input.from}`);
  const standing = termsOf(input.from ?? Number(today.slice(0, 4)));
  const year = input.from ?? standing.entry.year;
  const given = input.territory === undefined ? null : territoryOf(input.territory);
  const place = given ?? standing.territory;
  const terms = changedTerms(input.settings ?? {}, standing, place, parts.about);
  const territory = given === null ? standing.territorySha256 : territoryHash(given);
  const changes = changesBetween(standing.entry.terms, terms);
  const isElsewhere = territory !== standing.territorySha256;
  // Equal terms are accepted where they are stated already: a run may have been killed after stating them, and the territory is
  // stored again.
  if (changes.length === 0 && !isElsewhere && standing.entry.year !== year)
    throw new Refusal("invalid-parameter", `settings, territory: at least one must be other than what is in force in ${year}`);
  const fault = statementFault(ledger.entries(), { year, at: today, terms, territory }, parts.isUntouched());
  if (fault !== null) throw new Refusal("change-too-late", fault);
  const { measures = [], streams = measures.length } = terms;
  makePlan({ ...parts.about, ...terms, streams: Math.min(streams, measures.length), notes: {} }, place);
  return { year, terms, territory, changes, isElsewhere };
}

/** Stores the territory, then states the terms in the chain. @throws Refusal as `planChange` */
export async function stateChange(input: ChangeInput, parts: ChangeParts) {
  const { year, terms, territory } = planChange(input, parts);
  if (input.territory !== undefined) await parts.territories.keep(input.territory);
  return parts.ledger.state({ year, terms, territory }, parts.isUntouched());
}

/** The terms in force with the given settings replaced, all defaults written out. */
function changedTerms(given: ChangedSettings, { entry: { terms: was } }: TermsOfYear, territory: Territory, about: About): Terms {
  refuseAbout(given, about);
  const givenEntries = Object.entries(given).filter(([, value]) => value !== undefined);
  const chosen = Object.entries({ ...was, ...Object.fromEntries(givenEntries) }).filter(([, value]) => value !== null);
  const { streams, notes: _, ...now } = parseSettings(Object.fromEntries(chosen));
  const kept = Object.entries(now.clamps).filter(([key]) => given.clamps || (now.measures ?? [key]).includes(key));
  const isStreamsGiven = given.streams !== undefined && streams !== undefined;
  const settings = { ...now, clamps: Object.fromEntries(kept), notes: {}, ...(isStreamsGiven ? { streams } : {}) };
  // The shares of tables depend on the calendar: unless they are given with a new calendar, they are computed anew.
  const whole = explicitSettings(given.budget ? settings : withoutOtherTables(settings, territory), territory);
  // L stays as it is when a measure ends: a year never counts more measures than it has.
  const unchangedStreams = given.streams === undefined && was.streams !== undefined ? { streams: was.streams } : {};
  return splitSettings({ ...whole, ...unchangedStreams }).terms;
}

/** Refuses keys of `commons.json`. They can be edited at any time, so terms must not promise them. */
function refuseAbout(given: ChangedSettings, about: About): void {
  const faults = Object.entries(given).flatMap(([key, value]): Fault[] => {
    const isFree = Object.hasOwn(aboutSchema.shape, key) && value !== undefined;
    if (!isFree || canonicalJson(value as Json) === canonicalJson((about[key as keyof About] ?? null) as Json)) return [];
    const detail = `${key} is no term: edit it in commons.json, and leave it out here (or give the same value)`;
    return [{ parameter: key, detail }];
  });
  if (faults.length > 0) throw faultRefusal("invalid-settings", ...faults);
}
