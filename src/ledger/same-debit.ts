import { canonicalJson } from "../contract/canonical.ts";
import type { EntryOf } from "../contract/chain.ts";
import { brokenLedger } from "./broken.ts";

/**
 * The debit that stands, if it is the one asked for. After a crash, other settings would draw other
 * noise than what was paid for.
 */
export function sameDebit(
  before: EntryOf<"debit">,
  asked: Pick<EntryOf<"debit">, "year" | "charges" | "streams">,
): EntryOf<"debit"> {
  const terms = ({ year, charges, streams }: typeof asked) => canonicalJson({ year, charges, streams });
  if (terms(before) !== terms(asked)) {
    throw brokenLedger(
      `${before.publication} was debited on other terms on ${before.at.slice(0, 10)}, and is drawn on those alone: put the version of Voisinage back that debited it. Nothing was drawn`,
    );
  }
  return before;
}
