import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type ThreadStart, type VaultRequest, vaultResponder } from "./responder.ts";

/** The program of the thread; it runs until a message asks it to end. */
function main(port: MessagePort, start: ThreadStart): void {
  const responder = vaultResponder(start);
  port.on("message", (request: VaultRequest | null) => {
    if (request !== null) return port.postMessage(responder.answer(request));
    responder.close();
    port.close();
  });
  // A message without an answer would shift every answer behind it.
  port.on("messageerror", (error) => {
    throw error;
  });
}

main(parentPort as MessagePort, workerData as ThreadStart);
