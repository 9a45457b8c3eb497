import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Folded content that is created when it is first opened, for long texts and tables that few people read. */
export function Folded({
  summary,
  note,
  children,
  class: name,
  id,
}: {
  summary: ComponentChildren;
  note?: string;
  children: () => ComponentChildren;
  class?: string;
  id?: string;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <details class={name} id={id} onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>
        {summary}
        {note === undefined ? null : (
          <>
            {" "}
            <span class="note">{note}</span>
          </>
        )}
      </summary>
      {opened ? children() : null}
    </details>
  );
}

/** A place for elements that were built without components, such as the notice, which also has a page of its own. */
export function BuiltElements({ make }: { make: () => readonly Element[] }) {
  const place = useRef<HTMLDivElement>(null);
  // Built once: where the language may change in the same document, the caller's key has it.
  useLayoutEffect(() => place.current?.replaceChildren(...make()), []);
  return <div ref={place} />;
}

export interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly words: { readonly copied: string; readonly copyFailed: string };
}

/** A button that copies a text and says whether that worked. It writes to the clipboard and never reads it. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const [message, setMessage] = useState("");
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text()).then(
      () => setMessage(words.copied),
      () => setMessage(words.copyFailed),
    );
  return (
    <span class="copy">
      <button type="button" class="quiet" onClick={() => void copy().catch(() => setMessage(words.copyFailed))}>
        {label}
      </button>{" "}
      <span role="status" class="note">
        {message}
      </span>
    </span>
  );
}

export interface TickProps {
  readonly id: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
  readonly describedBy?: string;
  /** true where it has to be ticked before one can go on, and it was asked to */
  readonly isMissing?: boolean;
}

/** A checkbox whose whole line, with its sentence, can be tapped. */
export function Tick({ id, checked, onChange, children, describedBy, isMissing = false }: TickProps) {
  return (
    <label class="tick" for={id}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        autocomplete="off"
        aria-describedby={describedBy}
        aria-invalid={isMissing ? true : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

export interface TermsProps {
  readonly class: string;
  readonly rows: readonly (readonly [term: string, text: string])[];
}

/** A list of terms with their explanations, one per row. */
export function Terms({ class: name, rows }: TermsProps) {
  return (
    <dl class={name}>
      {rows.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
