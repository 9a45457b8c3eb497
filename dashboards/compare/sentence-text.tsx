import type { ComponentChildren } from "preact";
import { Rich } from "../shared/rich.tsx";
import type { Sentence } from "./sentence.ts";

/** The sentence of a verdict, what is too few, with `children` behind it, and the notes that limit it. */
export function SentenceText({
  sentence: { few, title, notes },
  children = null,
}: {
  readonly sentence: Sentence;
  readonly children?: ComponentChildren;
}) {
  return (
    <>
      <p class="sentence">
        <Rich text={title} />
      </p>
      {/* What is missing where the visitor asked comes before what limits the answer from elsewhere. */}
      {few === null ? null : (
        <p class="note few">
          {few} {children}
        </p>
      )}
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {few !== null || children === null ? null : <p class="note few">{children}</p>}
    </>
  );
}
