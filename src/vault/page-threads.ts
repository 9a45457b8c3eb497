import { Worker } from "node:worker_threads";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import type { OpenedPage, PageKeys, PageNeeds } from "./open-page.ts";
import type { SealedPage } from "./sealed-page.ts";

/** A thread's answer: the opened page, or its refusal; `failed: null` is an unforeseen fault. */
export type PageReply =
  | { readonly opened: OpenedPage }
  | { readonly failed: { readonly code: ProblemCode; readonly detail: string } | null };

/** Path of the built program. The sources use it too, since a thread cannot run TypeScript. */
const MAIN = new URL("../../dist/vault/page-thread.js", import.meta.url);

export type PageOpeners = ReturnType<typeof pageOpeners>;

/** Pages queued for each thread beside the one it opens, so that it never waits. */
const WAITING = 2;

const threadEnded = () => new Refusal("internal", "a thread that opened pages of the vault ended. Nothing was drawn");

/**
 * Starts threads that open pages for one publication, in whatever order they are done. Keys are passed as key objects,
 * whose bytes stay outside of JavaScript and exist once in the process. A donor's own key exists in a thread while its
 * page is opened, and is zeroed then.
 *
 * @param threads 0: the calling thread opens pages itself, with `open`
 */
export function pageOpeners(needs: PageNeeds, keys: PageKeys, threads: number, open: (page: SealedPage) => OpenedPage) {
  if (threads === 0) return { ahead: 0, open: async (page: SealedPage) => open(page), close: async () => undefined };
  const workers = Array.from({ length: threads }, () => openingThread({ needs, keys }));
  return {
    /** How many pages should be asked for beside those that are needed next, so that no thread waits. */
    ahead: threads * WAITING,
    /** @throws Refusal where a page does not authenticate, or a thread ended */
    open: (page: SealedPage) => workers.reduce((least, one) => (one.pending() < least.pending() ? one : least)).open(page),
    /** Ends the threads, and with them the keys that they have. */
    close: async () => void (await Promise.all(workers.map((one) => one.close()))),
  };
}

interface PendingPage {
  readonly resolve: (opened: OpenedPage) => void;
  readonly reject: (refusal: Refusal) => void;
}

function openingThread(workerData: { readonly needs: PageNeeds; readonly keys: PageKeys }) {
  const worker = new Worker(MAIN, { workerData, name: "vault page" });
  /** in the order sent, which is the order of the replies */
  const pending: PendingPage[] = [];
  let isOver = false;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const end = () => {
    isOver = true;
    for (const { reject } of pending.splice(0)) reject(threadEnded());
  };
  worker.on("message", (reply: PageReply) => {
    const page = pending.shift();
    if ("opened" in reply) page?.resolve(reply.opened);
    else page?.reject(reply.failed === null ? threadEnded() : new Refusal(reply.failed.code, reply.failed.detail));
  });
  // The error's message is dropped: it could quote a record.
  worker.on("error", end);
  worker.on("messageerror", end);
  worker.on("exit", end);
  return {
    pending: () => pending.length,
    open: (page: SealedPage) =>
      new Promise<OpenedPage>((resolve, reject) => {
        if (isOver) return reject(threadEnded());
        pending.push({ resolve, reject });
        worker.postMessage(page);
      }),
    close: async () => {
      if (pending.length > 0) await worker.terminate();
      else worker.postMessage(null);
      await ended;
    },
  };
}
