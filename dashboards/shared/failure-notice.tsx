import type { Words } from "../messages/fr/shared.ts";
import { LoadError } from "./data.ts";

interface FailureNoticeProps {
  readonly failure: Error;
  readonly words: Pick<Words, "failures" | "failed" | "lost" | "retry">;
}

/** Says what could not be loaded, with a button to try again. Of a part of the program that is gone, the browser's own words help nobody. */
export function FailureNotice({ failure, words }: FailureNoticeProps) {
  const isData = failure instanceof LoadError;
  return (
    <div class="failed no-print" role="alert">
      <p>{isData ? words.failures[failure.failure] : words.failed}</p>
      {/* Where there are fields about a home, what was typed is gone with the page. */}
      <p class="note">{isData ? failure.message : document.querySelector("[data-amount]") && words.lost}</p>
      <button type="button" onClick={() => location.reload()}>
        {words.retry}
      </button>
    </div>
  );
}
