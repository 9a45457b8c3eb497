import type { DonationResult } from "../vault/index.ts";
import { type Batch, type BatchItem, refusalFromData, type VaultClient } from "./vault-client/client.ts";

/** The most donations in one transaction. */
const MAX_GROUP = 1000;

interface Waiting {
  readonly item: BatchItem;
  readonly resolve: (result: DonationResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: donations that arrive while a commit syncs the disk share the next one. Each promise resolves only once its
 * donation is on the disk.
 *
 * @param standing returns what else a batch needs when it is sent: the eligibility rule in force
 */
export function groupCommit(
  vaultClient: Pick<VaultClient, "ask">,
  standing: () => Omit<Batch, "items">,
): { readonly commit: (item: BatchItem) => Promise<DonationResult>; readonly waiting: () => number } {
  let queue: Waiting[] = [];
  let isStoring = false;

  const flush = async () => {
    const group = queue.slice(0, MAX_GROUP);
    queue = queue.slice(MAX_GROUP);
    try {
      const outcomes = await vaultClient.ask("store", { items: group.map(({ item }) => item), ...standing() });
      group.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i] as (typeof outcomes)[number];
        if ("code" in outcome) reject(refusalFromData(outcome));
        else resolve(outcome);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    if (queue.length > 0) setImmediate(flush);
    else isStoring = false;
  };

  const commit = (item: BatchItem) =>
    new Promise<DonationResult>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (isStoring) return;
      isStoring = true;
      setImmediate(flush);
    });
  return { commit, waiting: () => queue.length };
}
