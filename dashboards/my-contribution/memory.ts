import { type Signal, signal } from "@preact/signals";
import { type ClearReason, type Trace, traceless } from "../shared/trace.ts";
import type { Contribution } from "./contribution.ts";

/** What the page has in memory: the key is here while it is open, and in the header of requests, never in an address or a storage. */
export interface OpenMemory {
  readonly key: Signal<string>;
  readonly held: Signal<Contribution | null>;
  readonly cleared: Signal<ClearReason | null>;
  /** what was withdrawn, in the intake's words */
  readonly gone: Signal<string>;
  readonly said: Signal<{ readonly sentence: string; readonly good: boolean }>;
  readonly trace: Trace;
}

export function newMemory(): OpenMemory {
  const [key, held, cleared] = [signal(""), signal<Contribution | null>(null), signal<ClearReason | null>(null)];
  const said = signal({ sentence: "", good: true });
  const trace = traceless((why) => {
    key.value = "";
    held.value = null;
    said.value = { sentence: "", good: true };
    cleared.value = why;
  });
  return { key, held, cleared, gone: signal(""), said, trace };
}

/** Forgets the key and all that it opened. @param sentence says so, or nothing */
export function forget({ key, held, said, trace }: OpenMemory, sentence: string): void {
  trace.set(false);
  key.value = "";
  held.value = null;
  said.value = { sentence, good: true };
}
