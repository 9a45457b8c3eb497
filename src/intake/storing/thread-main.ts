import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { storingDesk } from "./desk.ts";
import type { Ask, Start } from "./words.ts";

/** What the thread runs, until it is told to end. */
function main(port: MessagePort, start: Start): void {
  const desk = storingDesk(start);
  port.on("message", (ask: Ask | null) => {
    if (ask !== null) return port.postMessage(desk.told(ask));
    desk.close();
    port.close();
  });
}

main(parentPort as MessagePort, workerData as Start);
