import { Worker } from "node:worker_threads";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import type { OpenedPage, PageKeys, PageNeeds } from "./open-page.ts";
import { buffersOfPage, type SealedPage } from "./sealed-page.ts";

/** A page, and what it was opened to. */
export interface OpenedSealed {
  readonly sealed: SealedPage;
  readonly opened: OpenedPage;
}

/** A thread's answer: the page and what it was opened to, or its refusal; `failed: null` is an unforeseen fault. */
export type PageReply = OpenedSealed | { readonly failed: { readonly code: ProblemCode; readonly detail: string } | null };

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
  const openHere = async (sealed: SealedPage): Promise<OpenedSealed> => ({ sealed, opened: open(sealed) });
  if (threads === 0) return { ahead: 0, open: openHere, close: async () => undefined };
  const workers = Array.from({ length: threads }, () => openingThread({ needs, keys }));
  return {
    /** How many pages should be asked for beside those that are needed next, so that no thread waits. */
    ahead: threads * WAITING,
    /**
     * Opens a page, whose arrays go to a thread and come back: until then the caller has them no more.
     *
     * @throws Refusal where a page does not authenticate, or a thread ended
     */
    open: (page: SealedPage) => workers.reduce((least, one) => (one.pending() < least.pending() ? one : least)).open(page),
    /** Ends the threads, and with them the keys that they have. */
    close: async () => void (await Promise.all(workers.map((one) => one.close()))),
  };
}

interface PendingPage {
  readonly resolve: (opened: OpenedSealed) => void;
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
    if ("opened" in reply) page?.resolve(reply);
    else page?.reject(reply.failed === null ? threadEnded() : new Refusal(reply.failed.code, reply.failed.detail));
  });
  // The error's message is dropped: it could quote a record.
  worker.on("error", end);
  worker.on("messageerror", end);
  worker.on("exit", end);
  return {
    pending: () => pending.length,
    open: (page: SealedPage) =>
      new Promise<OpenedSealed>((resolve, reject) => {
        if (isOver) return reject(threadEnded());
        pending.push({ resolve, reject });
        worker.postMessage(page, buffersOfPage(page));
      }),
    close: async () => {
      if (pending.length > 0) await worker.terminate();
      else worker.postMessage(null);
      await ended;
    },
  };
}
