import { WORDS } from "../shared/i18n.ts";
import type { Flow } from "./flow.ts";
import type { Source } from "./offers.ts";

/** What was just removed from the page, which holds it until something else is done. */
export interface Removal {
  readonly name: string;
  readonly putBack: () => void;
}

/** Removes a file or the typed figures, wherever they are listed. */
export function RemoveButton({ source, flow, onRemove }: { source: Source; flow: Flow; onRemove: () => void }) {
  const { remove } = flow.words.sources;
  const label = WORDS[flow.lang].labelled(remove, source.title);
  return (
    <button type="button" class="quiet" aria-label={label} onClick={onRemove}>
      {remove}
    </button>
  );
}

/** Says what was removed, and puts it back. */
export function Removed({ removal, flow: { words } }: { readonly removal: Removal | null; readonly flow: Flow }) {
  return (
    <div role="status" class="removed">
      {removal === null ? null : (
        <p class="note">
          {words.sources.removed(removal.name)}{" "}
          <button type="button" class="plain put-back" onClick={removal.putBack}>
            {words.sources.putBack}
          </button>
        </p>
      )}
    </div>
  );
}
