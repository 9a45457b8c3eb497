import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** What is folded away, and is made when it is first opened: long texts and tables that few look at. */
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

/** An element that is made without components, such as the notice, which has a page of its own. */
export function BuiltElements({ make }: { make: () => readonly Element[] }) {
  const place = useRef<HTMLDivElement>(null);
  // Made once: what it shows does not change while it stands.
  useLayoutEffect(() => place.current?.replaceChildren(...make()), []);
  return <div ref={place} />;
}

export interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly words: { readonly copied: string; readonly copyFailed: string };
}

/** Copies a text, and says whether it did. The clipboard is asked for when it is pressed and never read. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const [said, setSaid] = useState("");
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text()).then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  return (
    <span class="copy">
      <button type="button" class="quiet" onClick={() => void copy().catch(() => setSaid(words.copyFailed))}>
        {label}
      </button>{" "}
      <span role="status" class="note">
        {said}
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
}

/** A box with its sentence: the whole line is the target. */
export function Tick({ id, checked, onChange, children, describedBy }: TickProps) {
  return (
    <label class="tick" for={id}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        autocomplete="off"
        aria-describedby={describedBy}
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

/** Terms, each with what it is: a row each. */
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
