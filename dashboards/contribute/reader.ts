import type { Asked, NotRead, Read, Said } from "./protocol.ts";

export type Outcome = ({ readonly ok: true } & Read) | ({ readonly ok: false } & NotRead) | { readonly ok: null };

export interface Reading {
  /** `ok: null` where it was cancelled */
  readonly outcome: Promise<Outcome>;
  /** ends the thread, and with it all that it had read */
  cancel(): void;
}

/** Reads files in a thread of their own, which ends when it has said what they hold. */
export function startReading(files: readonly File[], onProgress: (done: number, total: number) => void): Reading {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  let settle: (outcome: Outcome) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    settle = (found) => {
      worker.terminate();
      resolve(found);
    };
  });
  worker.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    if (data.kind === "progress") onProgress(data.done, data.total);
    else if (data.kind === "read") settle({ ok: true, report: data.report, variants: data.variants });
    else settle({ ...data, ok: false });
  });
  // A thread that cannot start, or that runs out of memory.
  worker.addEventListener("error", () => settle({ ok: false, code: "internal", at: null }));
  worker.postMessage({ files } satisfies Asked);
  return { outcome, cancel: () => settle({ ok: null }) };
}
