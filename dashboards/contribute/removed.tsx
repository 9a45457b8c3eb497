import type { Flow } from "./flow.ts";

/** What was just removed from the page, which holds it until something else is done. */
export interface Removal {
  readonly name: string;
  readonly putBack: () => void;
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
