import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { ThreadStart, VaultRequest } from "./messages.ts";
import { vaultRequests } from "./requests.ts";

/** What the thread runs, until it is told to end. */
function main(port: MessagePort, start: ThreadStart): void {
  const desk = vaultRequests(start);
  port.on("message", (ask: VaultRequest | null) => {
    if (ask !== null) return port.postMessage(desk.told(ask));
    desk.close();
    port.close();
  });
  // Unanswered, it would shift every answer behind it.
  port.on("messageerror", (error) => {
    throw error;
  });
}

main(parentPort as MessagePort, workerData as ThreadStart);
