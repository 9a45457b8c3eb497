import { Worker } from "node:worker_threads";
import { refusalFromData, type VaultClient, type VaultOperations } from "./client.ts";
import type { RequestConditions, ThreadStart, VaultReply, VaultRequest } from "./responder.ts";

/** Path of the built program. The sources use it too, since a thread cannot run TypeScript. */
const MAIN = new URL("../../../dist/intake/vault-client/thread-main.js", import.meta.url);

interface PendingRequest {
  readonly resolve: (reply: VaultReply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A vault client whose vault runs in its own thread: while that one seals, commits or waits for the disk or another process, this
 * one reads requests and serves pages. If the thread ends unexpectedly, unanswered requests fail, and what it had not committed
 * is not stored. The next request starts a new thread.
 *
 * Long, for its functions share one queue of requests.
 */
export function vaultThread({ standing, ...start }: ThreadStart & { readonly standing: () => RequestConditions }): VaultClient {
  let worker: Worker | undefined;
  /** in the order sent, which is the order of the replies */
  let pending: PendingRequest[] = [];

  const startThread = (): Worker => {
    const fresh = new Worker(MAIN, { workerData: start, name: "vault" });
    const lost = (error: Error) => {
      if (worker !== fresh) return;
      worker = undefined;
      const unanswered = pending;
      pending = [];
      for (const { reject } of unanswered) reject(error);
    };
    fresh.on("message", (reply: VaultReply) => {
      // A late answer from a thread that was given up: nobody waits for it.
      if (worker !== fresh) return;
      pending.shift()?.resolve(reply);
      if (pending.length === 0) fresh.unref();
    });
    // An unreadable answer would make each later one go to the wrong request.
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
      worker ??= startThread();
      // Posted before it is queued: a request that cannot be posted must not wait for an answer, or it would get the next one's.
      worker.postMessage(request);
      pending.push({ resolve, reject });
      worker.ref();
    });

  // Started now, so that the first donation does not wait.
  worker = startThread();
  return {
    ask: async <C extends keyof VaultOperations>(call: C, ...args: Parameters<VaultOperations[C]>) => {
      const reply = await replyTo({ ...standing(), call, args } as VaultRequest);
      if ("value" in reply) return reply.value as ReturnType<VaultOperations[C]>;
      // An unforeseen error says nothing about itself, here as in any service.
      throw reply.failed === null ? new Error("the thread of the vault failed") : refusalFromData(reply.failed);
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
