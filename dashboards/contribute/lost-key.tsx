import { pageHref } from "../shared/layout.ts";
import type { Flow } from "./flow.ts";

/** What a lost key means, and what the operator can do without it, with the notice in a new tab: this one may hold the key. */
export function LostKey({ words, notice, lang }: Pick<Flow, "words" | "notice" | "lang">) {
  return (
    <>
      <p>{words.lostKey(notice.facts.retention_months)}</p>
      <p>
        {words.lostKeyFind}{" "}
        <a href={`${pageHref("notice", lang)}#notice-rights`} target="_blank" rel="noopener">
          {words.lostKeyNotice}
        </a>
      </p>
    </>
  );
}
