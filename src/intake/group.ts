import { Refusal } from "../contract/problem.ts";
import type { DonationItem, DonationResult, Vault } from "../vault/index.ts";

/** The most donations in one transaction. */
const MAX_GROUP = 1000;

interface Waiting {
  readonly item: DonationItem;
  readonly resolve: (result: DonationResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: donations that arrive while another commit syncs the disk share the next one. Each
 * promise is kept only once its donation is on the disk.
 */
export function groupCommit(vault: Vault): (item: DonationItem) => Promise<DonationResult> {
  let queue: Waiting[] = [];

  const flush = () => {
    const group = queue.slice(0, MAX_GROUP);
    queue = queue.slice(MAX_GROUP);
    if (queue.length > 0) setImmediate(flush);
    try {
      const results = vault.donateEach(group.map(({ item }) => item));
      group.forEach(({ resolve, reject }, i) => {
        const result = results[i] as DonationResult | Refusal;
        if (result instanceof Refusal) reject(result);
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length === 0) setImmediate(flush);
      queue.push({ item, resolve, reject });
    });
}
