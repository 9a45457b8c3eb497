import type { FailedReading, FileReading, ReaderMessage, ReadRequest } from "../contribute/protocol.ts";

/** Result of reading a file; `ok: null` where it was cancelled. */
export type Outcome = ({ readonly ok: true } & FileReading) | ({ readonly ok: false } & FailedReading) | { readonly ok: null };

export interface Reading {
  readonly outcome: Promise<Outcome>;
  /** ends the thread, with everything that it has read */
  cancel(): void;
}

/** Result of reading several files, those that were read, and those that could not be, each with the reason. */
export interface SeveralRead {
  readonly outcome: Outcome;
  readonly files: readonly File[];
  readonly refused: readonly { readonly file: File; readonly why: FailedReading }[];
}

/** Reads files together, without those that cannot be read: one of them does not take the others with it. */
export async function readSeveral(
  files: readonly File[],
  read: (files: readonly File[]) => Promise<Outcome>,
): Promise<SeveralRead> {
  const refused: { file: File; why: FailedReading }[] = [];
  for (let left = files; ; ) {
    const outcome = await read(left);
    const at = outcome.ok === false && outcome.code !== "unnamed-measure" ? outcome.at : null;
    const file = at === null ? undefined : left[at];
    if (outcome.ok !== false || file === undefined || left.length === 1) return { outcome, files: left, refused };
    refused.push({ file, why: outcome });
    left = left.filter((one) => one !== file);
  }
}

/**
 * The thread that reads files for Me situer and Contribuer. It is started before anybody drops a file, so that a file causes no
 * request, and stays; the files it was given are dropped after each reading.
 */
export interface FileReader {
  /** loads the thread's program */
  begin(): void;
  read(asked: ReadRequest, onProgress?: (done: number, total: number) => void): Reading;
}

export function fileReader(): FileReader {
  let worker: Worker | null = null;
  const begin = (): Worker => {
    worker ??= new Worker(new URL("../contribute/worker.ts", import.meta.url), { type: "module" });
    return worker;
  };
  const read: FileReader["read"] = (request, onProgress) => {
    const thread = begin();
    const ended = new AbortController();
    let settle: (outcome: Outcome) => void = () => undefined;
    const outcome = new Promise<Outcome>((resolve) => {
      settle = (found) => {
        ended.abort();
        resolve(found);
      };
    });
    const onMessage = ({ data }: MessageEvent<ReaderMessage>): void => {
      if (data.kind === "progress") onProgress?.(data.done, data.total);
      else if (data.kind === "read") {
        const { kind: _read, ...found } = data;
        settle({ ok: true, ...found });
      } else settle({ ...data, ok: false });
    };
    // Ending the thread drops everything that it has read; the next reading starts another.
    const end = (found: Outcome): void => {
      thread.terminate();
      worker = null;
      settle(found);
    };
    thread.addEventListener("message", onMessage as EventListener, { signal: ended.signal });
    // A thread that cannot start, or runs out of memory.
    thread.addEventListener("error", () => end({ ok: false, code: "internal", at: null }), { signal: ended.signal });
    thread.postMessage(request);
    return {
      outcome,
      cancel: () => {
        if (!ended.signal.aborted) end({ ok: null });
      },
    };
  };
  return { begin: () => void begin(), read };
}
