import type { Words } from "../messages/fr/shared.ts";
import { LoadError } from "./data.ts";

/** Says what could not be loaded, with a button to try again. */
export function FailureNotice({ failure, words }: { failure: Error; words: Pick<Words, "failures" | "failed" | "retry"> }) {
  return (
    <div class="failed no-print" role="alert">
      <p>{failure instanceof LoadError ? words.failures[failure.failure] : words.failed}</p>
      <p class="note">{failure.message}</p>
      <button type="button" onClick={() => location.reload()}>
        {words.retry}
      </button>
    </div>
  );
}
