import type { FailedReading, FileReading, ReaderMessage, ReadRequest } from "../contribute/protocol.ts";

/** What became of a file; `ok: null` where reading it was cancelled. */
export type Outcome = ({ readonly ok: true } & FileReading) | ({ readonly ok: false } & FailedReading) | { readonly ok: null };

export interface Reading {
  readonly outcome: Promise<Outcome>;
  /** ends the thread, and with it all that it had read */
  cancel(): void;
}

/**
 * The thread that reads files, for Me situer and Contribuer. It is begun before anybody drops one, so that a file causes no request, and
 * it stays: what it is given ends with each reading.
 */
export interface FileReader {
  /** fetches the reader's one file */
  begin(): void;
  read(asked: ReadRequest, onProgress?: (done: number, total: number) => void): Reading;
}

export function fileReader(): FileReader {
  let worker: Worker | null = null;
  const begin = (): Worker => {
    worker ??= new Worker(new URL("../contribute/worker.ts", import.meta.url), { type: "module" });
    return worker;
  };
  const read: FileReader["read"] = (asked, onProgress) => {
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
    // A thread that is ended takes what it had read along; the next reading begins another.
    const end = (found: Outcome): void => {
      thread.terminate();
      worker = null;
      settle(found);
    };
    thread.addEventListener("message", onMessage as EventListener, { signal: ended.signal });
    // A thread that cannot start, or that runs out of memory.
    thread.addEventListener("error", () => end({ ok: false, code: "internal", at: null }), { signal: ended.signal });
    thread.postMessage(asked);
    return {
      outcome,
      cancel: () => {
        if (!ended.signal.aborted) end({ ok: null });
      },
    };
  };
  return { begin: () => void begin(), read };
}
