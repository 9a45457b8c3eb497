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

/** The parts of a commons that a change reads and writes. */
interface ChangeParts {
  readonly about: About;
  readonly territories: Territories;
  readonly ledger: Pick<Ledger, "entries" | "state">;
  /** the terms of a year as they stand */
  readonly termsOf: (year: number) => TermsOfYear;
  readonly clock: () => Date;
  /** nothing was contributed yet */
  readonly isUntouched: () => boolean;
}

/**
 * What a change would state: terms for `from` and later; without `from`, in the place of those in force today, which they
 * must only make more protective unless nothing was contributed yet. Settings that are left out stand as they are, and null
 * takes one away.
 *
 * @returns terms that can be stated, what differs by them, and whether the territory differs from the one in force
 * @throws Refusal `change-too-late`; `invalid-settings`, `invalid-territory` when no plan can be made of them;
 *   `invalid-parameter` when nothing changes
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
  // Terms that stand already are no fault: a run may have been killed after stating them, and the territory is kept again.
  if (changes.length === 0 && !isElsewhere && standing.entry.year !== year)
    throw new Refusal("invalid-parameter", `settings, territory: at least one must be other than what is in force in ${year}`);
  const fault = statementFault(ledger.entries(), { year, at: today, terms, territory }, parts.isUntouched());
  if (fault !== null) throw new Refusal("change-too-late", fault);
  const { measures = [], streams = measures.length } = terms;
  makePlan({ ...parts.about, ...terms, streams: Math.min(streams, measures.length), notes: {} }, place);
  return { year, terms, territory, changes, isElsewhere };
}

/** States terms in the chain, once their territory is kept. @throws Refusal as `planChange` */
export async function stateChange(input: ChangeInput, parts: ChangeParts) {
  const { year, terms, territory } = planChange(input, parts);
  if (input.territory !== undefined) await parts.territories.keep(input.territory);
  return parts.ledger.state({ year, terms, territory }, parts.isUntouched());
}

/** The standing terms with the given settings replaced, written out in full. */
function changedTerms(given: ChangedSettings, { entry: { terms: was } }: TermsOfYear, territory: Territory, about: About): Terms {
  refuseAbout(given, about);
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  const chosen = Object.entries({ ...was, ...Object.fromEntries(present) }).filter(([, value]) => value !== null);
  const { streams, notes: _, ...now } = parseSettings(Object.fromEntries(chosen));
  const kept = Object.entries(now.clamps).filter(([key]) => given.clamps || (now.measures ?? [key]).includes(key));
  const isOwn = given.streams !== undefined && streams !== undefined;
  const settings = { ...now, clamps: Object.fromEntries(kept), notes: {}, ...(isOwn ? { streams } : {}) };
  // Parts of tables are of a calendar: under another one they are found anew, unless they are given with it.
  const whole = explicitSettings(given.budget ? settings : withoutOtherTables(settings, territory), territory);
  // L stands where a measure ends: a year counts no more streams than it has measures.
  const stands = given.streams === undefined && was.streams !== undefined ? { streams: was.streams } : {};
  return splitSettings({ ...whole, ...stands }).terms;
}

/** Refuses keys of `commons.json`: they may be edited before the terms begin, so stating them would promise too much. */
function refuseAbout(given: ChangedSettings, about: About): void {
  const faults = Object.entries(given).flatMap(([key, value]): Fault[] => {
    const isFree = Object.hasOwn(aboutSchema.shape, key) && value !== undefined;
    if (!isFree || canonicalJson(value as Json) === canonicalJson((about[key as keyof About] ?? null) as Json)) return [];
    const detail = `${key} is no term: edit it in commons.json, and leave it out here (or give the same value)`;
    return [{ parameter: key, detail }];
  });
  if (faults.length > 0) throw faultRefusal("invalid-settings", ...faults);
}
