import type { CanonicalDonation } from "../../contract/donation.ts";
import { Refusal } from "../../contract/problem.ts";
import { groupCommit, type VaultClient } from "../../intake/index.ts";
import { type Contribution, type DonateOptions, type Vault, written } from "../../vault/index.ts";

/** The vault as partners' measures come to it: by the door that donations come by, and nobody asks them for a token. */
export interface MeasureVault {
  receiptOf(name: string): string;
  /** undefined where no contribution is known under the receipt */
  standing(receipt: string): Promise<Contribution | undefined>;
  donate(donation: CanonicalDonation, options: Pick<DonateOptions, "idempotency" | "receipt">): Promise<unknown>;
  withdraw(receipt: string): Promise<unknown>;
  /** Runs what is asked under one receipt one after the other: a measure is put on top of what stands. */
  inTurn<T>(receipt: string, work: () => Promise<T>): Promise<T>;
}

export function measureVault(door: VaultClient, { receiptOf }: Pick<Vault, "receiptOf">): MeasureVault {
  const { commit: donate } = groupCommit(door, () => ({ eligibility: undefined }));
  const last = new Map<string, Promise<unknown>>();
  return {
    receiptOf,
    standing: async (receipt) => {
      try {
        return await door.ask("show", receipt);
      } catch (error) {
        if (error instanceof Refusal && error.code === "key-not-known") return undefined;
        throw error;
      }
    },
    donate: (donation, options) => donate({ donation: written(donation), ...options }),
    withdraw: (receipt) => door.ask("withdraw", receipt),
    inTurn: async (receipt, work) => {
      const mine = (last.get(receipt) ?? Promise.resolve()).then(work, work);
      last.set(receipt, mine);
      try {
        return await mine;
      } finally {
        if (last.get(receipt) === mine) last.delete(receipt);
      }
    },
  };
}
