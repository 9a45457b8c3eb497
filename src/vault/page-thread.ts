import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { Refusal } from "../contract/problem.ts";
import { buffersOf, type PageKeys, type PageNeeds, pageOpener } from "./open-page.ts";
import type { PageReply } from "./page-threads.ts";
import { buffersOfPage, type SealedPage } from "./sealed-page.ts";

/** The program of a thread that opens pages one by one until it gets null. Faults carry no detail that could quote a record. */
function main(port: MessagePort, { needs, keys }: { readonly needs: PageNeeds; readonly keys: PageKeys }): void {
  const open = pageOpener(needs, keys);
  const reply = (sealed: SealedPage): PageReply => {
    try {
      return { sealed, opened: open(sealed) };
    } catch (error) {
      return { failed: error instanceof Refusal ? { code: error.code, detail: error.message } : null };
    }
  };
  port.on("message", (page: SealedPage | null) => {
    if (page === null) return port.close();
    const answer = reply(page);
    port.postMessage(answer, "opened" in answer ? [...buffersOf(answer.opened), ...buffersOfPage(page)] : []);
  });
  port.on("messageerror", (error) => {
    throw error;
  });
}

main(parentPort as MessagePort, workerData);
