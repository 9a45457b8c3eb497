import type { KeyObject } from "node:crypto";
import { Worker } from "node:worker_threads";
import { type ProblemCode, Refusal } from "../contract/problem.ts";
import type { OpenedPage, PageNeeds } from "./open-page.ts";
import type { SealedPage } from "./sealed-page.ts";

/** What a thread makes of a page, or why not. Null: a fault that was not foreseen. */
export type PageReply =
  | { readonly opened: OpenedPage }
  | { readonly failed: { readonly code: ProblemCode; readonly detail: string } | null };

/** The built one, from the sources and from the build alike: a thread runs JavaScript. */
const MAIN = new URL("../../dist/vault/page-thread.js", import.meta.url);

export type PageOpeners = ReturnType<typeof pageOpeners>;

/** Pages that each thread has beside the one that it opens, so that it waits for none. */
const WAITING = 2;

const lost = () => new Refusal("internal", "a thread that opened pages of the vault ended. Nothing was drawn");

/**
 * Threads that open pages, in whatever order they are done, and die with the publication. The wrapping key is handed over as a
 * key object, whose bytes stay where they are: outside of JavaScript, and once for the whole process. A donor's own key is in a
 * thread as long as its page, and zeroed then.
 *
 * @param threads 0: this thread opens them itself, by `open`
 */
export function pageOpeners(needs: PageNeeds, wrap: KeyObject, threads: number, open: (page: SealedPage) => OpenedPage) {
  if (threads === 0) return { ahead: 0, open: async (page: SealedPage) => open(page), close: async () => undefined };
  const started = Array.from({ length: threads }, () => openingThread({ needs, wrap }));
  return {
    /** How many pages should be asked for beside those that are needed next, so that no thread waits. */
    ahead: threads * WAITING,
    /** @throws Refusal where a page does not authenticate, or a thread ended */
    open: (page: SealedPage) => started.reduce((least, one) => (one.pending() < least.pending() ? one : least)).open(page),
    /** Ends the threads, and with them the keys that they have. */
    close: async () => void (await Promise.all(started.map((one) => one.close()))),
  };
}

interface PendingPage {
  readonly resolve: (opened: OpenedPage) => void;
  readonly reject: (refusal: Refusal) => void;
}

function openingThread(workerData: { readonly needs: PageNeeds; readonly wrap: KeyObject }) {
  const worker = new Worker(MAIN, { workerData, name: "vault page" });
  /** in the order in which they were sent, which is that of the replies */
  const pending: PendingPage[] = [];
  let isOver = false;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const end = () => {
    isOver = true;
    for (const { reject } of pending.splice(0)) reject(lost());
  };
  worker.on("message", (reply: PageReply) => {
    const page = pending.shift();
    if ("opened" in reply) page?.resolve(reply.opened);
    else page?.reject(reply.failed === null ? lost() : new Refusal(reply.failed.code, reply.failed.detail));
  });
  // The error's message is dropped: it could quote a record.
  worker.on("error", end);
  worker.on("messageerror", end);
  worker.on("exit", end);
  return {
    pending: () => pending.length,
    open: (page: SealedPage) =>
      new Promise<OpenedPage>((resolve, reject) => {
        if (isOver) return reject(lost());
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
