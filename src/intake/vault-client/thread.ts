import { Worker } from "node:worker_threads";
import { refusalOf, type VaultClient, type VaultOperations } from "./client.ts";
import type { RequestConditions, ThreadStart, VaultReply, VaultRequest } from "./responder.ts";

/** The built one, from the sources and from the build alike: a thread runs JavaScript. */
const MAIN = new URL("../../../dist/intake/vault-client/thread-main.js", import.meta.url);

interface PendingRequest {
  readonly resolve: (reply: VaultReply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * To the vault by a thread of its own: while it seals, commits, waits for the disk or for another process, this one reads the
 * next requests and serves pages. A thread that ends unasked takes along what was not answered: what it did not commit is not
 * stored. What is asked next starts another one.
 *
 * Long, for it has steps that share one queue of requests.
 */
export function vaultThread({ standing, ...start }: ThreadStart & { readonly standing: () => RequestConditions }): VaultClient {
  let worker: Worker | undefined;
  /** in the order in which they were sent, which is that of the replies */
  let pending: PendingRequest[] = [];

  const started = (): Worker => {
    const fresh = new Worker(MAIN, { workerData: start, name: "vault" });
    const lost = (error: Error) => {
      if (worker !== fresh) return;
      worker = undefined;
      const without = pending;
      pending = [];
      for (const { reject } of without) reject(error);
    };
    fresh.on("message", (reply: VaultReply) => {
      // Of one that was given up, an answer that was on its way: nobody waits for it any more.
      if (worker !== fresh) return;
      pending.shift()?.resolve(reply);
      if (pending.length === 0) fresh.unref();
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
  const replyTo = (request: VaultRequest): Promise<VaultReply> =>
    new Promise((resolve, reject) => {
      worker ??= started();
      // First: what cannot be sent waits for no answer, or it would take the next one's.
      worker.postMessage(request);
      pending.push({ resolve, reject });
      worker.ref();
    });

  // Before the first donation asks for it.
  worker = started();
  return {
    ask: async <C extends keyof VaultOperations>(call: C, ...args: Parameters<VaultOperations[C]>) => {
      const reply = await replyTo({ ...standing(), call, args } as VaultRequest);
      if ("value" in reply) return reply.value as ReturnType<VaultOperations[C]>;
      // Of the thread as of any service: what was not foreseen says nothing about itself.
      throw reply.failed === null ? new Error("the thread of the vault failed") : refusalOf(reply.failed);
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
