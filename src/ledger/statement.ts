import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { type Statement, statementFault, termsIn } from "../contract/terms.ts";
import type { Draft } from "./chain-store.ts";

/**
 * The entry that states these terms: the one in force for that year, where it states the same, or a new one.
 *
 * @param isUntouched nothing was contributed yet
 * @throws Refusal `change-too-late`
 */
export function stateTerms(draft: Draft, statement: Statement, isUntouched: boolean): EntryOf<"terms"> {
  const standing = termsIn(draft.entries, statement.year);
  if (standing !== undefined && isSame(standing, statement)) return standing;
  const fault = statementFault(draft.entries, statement, isUntouched);
  if (fault !== null) throw new Refusal("change-too-late", fault);
  return draft.append<EntryOf<"terms">>({ kind: "terms", ...statement });
}

function isSame(one: Statement, other: Statement): boolean {
  return one.territory === other.territory && canonicalJson(one.terms as Json) === canonicalJson(other.terms as Json);
}
