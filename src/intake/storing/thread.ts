import { Worker } from "node:worker_threads";
import { refusalOf, type Store } from "./batch.ts";
import type { Ask, Start, Told } from "./words.ts";

/** The built one, from the sources and from the build alike: a thread runs JavaScript. */
const MAIN = new URL("../../../dist/intake/storing/thread-main.js", import.meta.url);

export interface Storing {
  readonly store: Store;
  /** Ends the thread once what was asked is answered. */
  close(): Promise<void>;
}

interface Asked {
  readonly resolve: (told: Told) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Stores batches in a thread of its own: while it seals, commits and waits for the disk, this one reads the next requests
 * and serves pages. It has its own connection to the vault. A thread that ends unasked takes the batches with it that
 * were not answered: what it did not commit is not stored. The next batch starts another one.
 *
 * @param o.retentionMonths as things stand
 */
export function storingThread({ retentionMonths, ...start }: Start & { readonly retentionMonths: () => number }): Storing {
  let worker: Worker | undefined;
  /** in the order in which they were asked, which is that of the answers */
  let asked: Asked[] = [];

  const started = (): Worker => {
    const fresh = new Worker(MAIN, { workerData: start, name: "storing" });
    const lost = (error: Error) => {
      if (worker !== fresh) return;
      worker = undefined;
      const without = asked;
      asked = [];
      for (const { reject } of without) reject(error);
    };
    fresh.on("message", (told: Told) => {
      asked.shift()?.resolve(told);
      if (asked.length === 0) fresh.unref();
    });
    fresh.on("error", lost);
    fresh.on("exit", () => lost(new Error("the thread that stores donations ended")));
    fresh.unref();
    return fresh;
  };
  const ask = (question: Ask): Promise<Told> =>
    new Promise((resolve, reject) => {
      worker ??= started();
      // First: what cannot be sent waits for no answer, or it would take the next one's.
      worker.postMessage(question);
      asked.push({ resolve, reject });
      worker.ref();
    });

  // Before the first donation asks for it.
  worker = started();
  return {
    store: async (batch) => {
      const told = await ask({ batch, retentionMonths: retentionMonths() });
      if ("outcomes" in told) return told.outcomes;
      throw told.failed === null ? new Error("the thread that stores donations failed") : refusalOf(told.failed);
    },
    close: () =>
      new Promise((resolve) => {
        if (worker === undefined) return resolve();
        worker.ref();
        worker.once("exit", () => resolve());
        worker.postMessage(null);
      }),
  };
}
