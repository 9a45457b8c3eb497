import { Worker } from "node:worker_threads";
import type { Vault } from "../../vault/index.ts";
import { refusalOf } from "./batch.ts";
import type { VaultClient } from "./client.ts";
import type { RequestConditions, RightCall, ThreadStart, VaultReply, VaultRequest } from "./messages.ts";

/** The built one, from the sources and from the build alike: a thread runs JavaScript. */
const MAIN = new URL("../../../dist/intake/vault-client/thread-main.js", import.meta.url);

interface ThreadRequest {
  readonly resolve: (told: VaultReply) => void;
  readonly reject: (error: Error) => void;
}

/** Of the thread as of any service: what was not foreseen says nothing about itself. */
const failed = () => new Error("the thread of the vault failed");

/**
 * To the vault by a thread of its own: while it seals, commits, waits for the disk or for another process, this one reads the
 * next requests and serves pages. A thread that ends unasked takes along what was not answered: what it did not commit is not
 * stored. What is asked next starts another one.
 *
 * Long, for it has steps that share one queue of requests.
 */
export function vaultThread({ standing, ...start }: ThreadStart & { readonly standing: () => RequestConditions }): VaultClient {
  let worker: Worker | undefined;
  /** in the order in which they were asked, which is that of the answers */
  let asked: ThreadRequest[] = [];

  const started = (): Worker => {
    const fresh = new Worker(MAIN, { workerData: start, name: "vault" });
    const lost = (error: Error) => {
      if (worker !== fresh) return;
      worker = undefined;
      const without = asked;
      asked = [];
      for (const { reject } of without) reject(error);
    };
    fresh.on("message", (told: VaultReply) => {
      // Of one that was given up, an answer that was on its way: nobody waits for it any more.
      if (worker !== fresh) return;
      asked.shift()?.resolve(told);
      if (asked.length === 0) fresh.unref();
    });
    // An answer that cannot be read would shift every one behind it.
    fresh.on("messageerror", (error) => {
      lost(error);
      void fresh.terminate();
    });
    fresh.on("error", lost);
    fresh.on("exit", () => lost(new Error("the thread of the vault ended")));
    fresh.unref();
    return fresh;
  };
  const ask = (question: VaultRequest): Promise<VaultReply> =>
    new Promise((resolve, reject) => {
      worker ??= started();
      // First: what cannot be sent waits for no answer, or it would take the next one's.
      worker.postMessage(question);
      asked.push({ resolve, reject });
      worker.ref();
    });
  const answerTo = async (question: VaultRequest) => {
    const told = await ask(question);
    if ("failed" in told) throw told.failed === null ? failed() : refusalOf(told.failed);
    return told;
  };

  // Before the first donation asks for it.
  worker = started();
  return {
    store: async (batch) => {
      const told = await answerTo({ ...standing(), batch });
      if ("outcomes" in told) return told.outcomes;
      throw failed();
    },
    ask: async <R extends RightCall>(call: R, ...args: Parameters<Vault[R]>) => {
      const told = await answerTo({ ...standing(), call, args } as VaultRequest);
      if ("value" in told) return told.value as ReturnType<Vault[R]>;
      throw failed();
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
