import { Worker } from "node:worker_threads";
import { itemRefusal, type VaultClient, type VaultOperations } from "./client.ts";
import type { RequestConditions, ThreadStart, VaultReply, VaultRequest } from "./responder.ts";

/** The built one, from the sources and from the build alike: a thread runs JavaScript. */
const MAIN = new URL("../../../dist/intake/vault-client/thread-main.js", import.meta.url);

interface PendingRequest {
  readonly resolve: (reply: VaultReply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A vault client whose vault runs in a thread of its own: while that thread seals, commits or waits for the disk or another
 * process, this one reads requests and serves pages. If the thread ends unasked, its unanswered requests fail, and what it
 * did not commit is not stored. The next request starts another thread.
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
      // An answer that was on its way from a thread that was given up: nobody waits for it any more.
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

  // Opened now, so that the first donation does not wait.
  worker = started();
  return {
    ask: async <C extends keyof VaultOperations>(call: C, ...args: Parameters<VaultOperations[C]>) => {
      const reply = await replyTo({ ...standing(), call, args } as VaultRequest);
      if ("value" in reply) return reply.value as ReturnType<VaultOperations[C]>;
      // An unforeseen error says nothing about itself, here as in any service.
      throw reply.failed === null ? new Error("the thread of the vault failed") : itemRefusal(reply.failed);
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
