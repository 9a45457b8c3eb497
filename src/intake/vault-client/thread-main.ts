import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type ThreadStart, type VaultRequest, vaultResponder } from "./responder.ts";

/** The program of the vault's thread. It runs until it gets null. */
function main(port: MessagePort, start: ThreadStart): void {
  const responder = vaultResponder(start);
  port.on("message", (request: VaultRequest | null) => {
    if (request !== null) return port.postMessage(responder.answer(request));
    responder.close();
    port.close();
  });
  // An unanswered message would make each later answer go to the wrong request.
  port.on("messageerror", (error) => {
    throw error;
  });
}

main(parentPort as MessagePort, workerData as ThreadStart);
