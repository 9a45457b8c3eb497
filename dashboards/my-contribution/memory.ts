import { type Signal, signal } from "@preact/signals";
import { type ClearReason, clearingTrace, type Trace } from "../shared/trace.ts";
import type { Contribution } from "./contribution.ts";

/** State of the page, in memory only. The key is sent in headers of requests, and never put into an address or storage. */
export interface OpenMemory {
  readonly key: Signal<string>;
  readonly held: Signal<Contribution | null>;
  readonly cleared: Signal<ClearReason | null>;
  /** message of the intake after a withdrawal; empty before */
  readonly gone: Signal<string>;
  readonly said: Signal<{ readonly sentence: string; readonly good: boolean }>;
  readonly trace: Trace;
}

export function newMemory(): OpenMemory {
  const [key, held, cleared] = [signal(""), signal<Contribution | null>(null), signal<ClearReason | null>(null)];
  const said = signal({ sentence: "", good: true });
  const trace = clearingTrace((why) => {
    key.value = "";
    held.value = null;
    said.value = { sentence: "", good: true };
    cleared.value = why;
  });
  return { key, held, cleared, gone: signal(""), said, trace };
}

/** Forgets the key and everything that it opened. `sentence` is the message to show; may be empty. */
export function forget({ key, held, said, trace }: OpenMemory, sentence: string): void {
  trace.set(false);
  key.value = "";
  held.value = null;
  said.value = { sentence, good: true };
}
