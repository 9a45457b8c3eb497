import type { ComponentChildren } from "preact";
import { Rich } from "../shared/rich.tsx";
import type { Sentence } from "./sentence.ts";

/** The sentence of a verdict, the notes that limit it, and what is too few where the visitor asked, with `children` behind it. */
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
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {few === null && children === null ? null : (
        <p class="note few">
          {few} {children}
        </p>
      )}
    </>
  );
}
