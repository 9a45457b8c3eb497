import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { doorDesk } from "./desk.ts";
import type { Ask, Start } from "./words.ts";

/** What the thread runs, until it is told to end. */
function main(port: MessagePort, start: Start): void {
  const desk = doorDesk(start);
  port.on("message", (ask: Ask | null) => {
    if (ask !== null) return port.postMessage(desk.told(ask));
    desk.close();
    port.close();
  });
  // Unanswered, it would shift every answer behind it.
  port.on("messageerror", (error) => {
    throw error;
  });
}

main(parentPort as MessagePort, workerData as Start);
