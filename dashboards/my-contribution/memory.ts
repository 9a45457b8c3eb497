import { type Signal, signal } from "@preact/signals";
import type { Lang } from "../shared/i18n.ts";
import { type ClearReason, clearingTrace, type Trace } from "../shared/trace.ts";
import type { Contribution } from "./contribution.ts";

/** A message, made of what it tells in the language of the moment: another language is drawn in the same document. */
export type Message = (lang: Lang) => string;

export const NOTHING_SAID: Message = () => "";

/** State of the page, in memory only. The key is sent in headers of requests, and never put into an address or storage. */
export interface OpenMemory {
  readonly key: Signal<string>;
  readonly held: Signal<Contribution | null>;
  readonly cleared: Signal<ClearReason | null>;
  /** message of the intake after a withdrawal; null before */
  readonly gone: Signal<Message | null>;
  readonly said: Signal<{ readonly sentence: Message; readonly good: boolean }>;
  readonly trace: Trace;
}

export function newMemory(): OpenMemory {
  const [key, held, cleared] = [signal(""), signal<Contribution | null>(null), signal<ClearReason | null>(null)];
  const said = signal({ sentence: NOTHING_SAID, good: true });
  const trace = clearingTrace((why) => {
    key.value = "";
    held.value = null;
    said.value = { sentence: NOTHING_SAID, good: true };
    cleared.value = why;
  });
  return { key, held, cleared, gone: signal<Message | null>(null), said, trace };
}

/** Forgets the key and everything that it opened, and shows a message. */
export function forget({ key, held, said, trace }: OpenMemory, sentence: Message = NOTHING_SAID): void {
  trace.set(false);
  key.value = "";
  held.value = null;
  said.value = { sentence, good: true };
}
