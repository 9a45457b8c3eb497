import type { ComponentChild } from "preact";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { Sized } from "../shared/sized.tsx";

/** Width in px of a drawing on paper, in one of two cards beside each other. */
const IN_CARD = PAPER / 2 - 36;

/** A drawing laid out for the width that it has, on the screen and on paper, whatever the screen. */
export function ForPaper({ height, children }: { height: number; children: (width: number) => ComponentChild }) {
  const printed = onPaper();
  return <Sized height={height}>{printed ? () => children(IN_CARD) : children}</Sized>;
}
