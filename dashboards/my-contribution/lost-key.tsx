import { formatPeriod } from "../shared/format.ts";
import type { OpenContribution } from "./opened.ts";

/** What happens if the key is lost, shown where it is used. */
export function LostKey({
  opened: { words, notice, lang, held },
}: {
  opened: Pick<OpenContribution, "words" | "notice" | "lang"> & Partial<OpenContribution>;
}) {
  const w = words.lostKey;
  const last = held?.donations
    .map(({ erased_from }) => erased_from)
    .sort()
    .at(-1);
  const when =
    last === undefined ? w.within(notice.facts.retention_months) : words.kept.erasedAt(formatPeriod(last.slice(0, 7), lang));
  return (
    <details class="lost-key">
      <summary>{w.title}</summary>
      <p>{w.text(when)}</p>
    </details>
  );
}
