import type { Words } from "../messages/fr/shared.ts";
import { LoadError } from "./data.ts";

interface FailureNoticeProps {
  readonly failure: Error;
  readonly words: Pick<Words, "failures" | "failed" | "lost" | "retry">;
  /** the page has fields whose answers are gone with it */
  readonly isTyped?: boolean;
}

/** Says what could not be loaded, with a button to try again. Of a part of the program that is gone, the browser's own words help nobody. */
export function FailureNotice({ failure, words, isTyped = false }: FailureNoticeProps) {
  const isData = failure instanceof LoadError;
  return (
    <div class="failed no-print" role="alert">
      <p>{isData ? words.failures[failure.failure] : words.failed}</p>
      {isData || isTyped ? <p class="note">{isData ? failure.message : words.lost}</p> : null}
      <button type="button" onClick={() => location.reload()}>
        {words.retry}
      </button>
    </div>
  );
}
