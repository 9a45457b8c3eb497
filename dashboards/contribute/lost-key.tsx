import { pageHref } from "../shared/layout.ts";
import type { Flow } from "./flow.ts";

/** From how many readings above zero the operator can find a contribution: `LEAST_EQUAL` of the vault's search. */
export const FOUND_BY = 6;

interface LostKeyProps extends Pick<Flow, "words" | "notice" | "lang"> {
  /** values of the readings that were given, where the page knows them */
  readonly given?: readonly number[];
}

/** What a lost key means, and what the operator can do without it, with the notice in a new tab: this one may hold the key. */
export function LostKey({ words, notice, lang, given }: LostKeyProps) {
  const isFound = given === undefined || given.filter((value) => value > 0).length >= FOUND_BY;
  return (
    <>
      <p>{words.lostKey(notice.facts.retention_months)}</p>
      <p>
        {isFound ? words.lostKeyFind : words.lostKeyFew}{" "}
        <a href={`${pageHref("notice", lang)}#notice-rights`} target="_blank" rel="noopener">
          {words.lostKeyNotice}
        </a>
      </p>
    </>
  );
}
