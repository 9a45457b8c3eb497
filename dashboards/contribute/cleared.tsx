import { useEffect, useRef } from "preact/hooks";
import type { Lang } from "../shared/i18n.ts";
import type { ClearReason } from "../shared/trace.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** What shows that a page was cleared, and what it could not clear. */
export function Cleared({ why, lang }: { why: ClearReason; lang: Lang }) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <div class="card cleared" tabIndex={-1} ref={card}>
      <h2>{w.done}</h2>
      {why === "idle" ? <p>{w.idle}</p> : null}
      <p>{w.doneBody}</p>
      <p>{w.cannot}</p>
      <ul>
        {w.cannotList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <button type="button" class="no-print" onClick={() => location.reload()}>
        {w.again}
      </button>
    </div>
  );
}

/** Says that the device is shared, with the button that clears the page. */
export function SharedBar({ lang, onClear }: { lang: Lang; onClear: () => void }) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  return (
    <p class="warn shared-bar no-print">
      {w.mode}{" "}
      <button type="button" class="quiet" id="trace" onClick={onClear}>
        {w.button}
      </button>
    </p>
  );
}
