import type { CanonicalDonation } from "../../contract/donation.ts";
import { type ProblemCode, Refusal, refusalOf } from "../../contract/problem.ts";
import { groupCommit, type VaultClient } from "../../intake/index.ts";
import { type DonationItem, type Vault, written } from "../../vault/index.ts";

export function isRefused(error: unknown, code: ProblemCode): boolean {
  return error instanceof Refusal && error.code === code;
}

type MeasureDonation = Pick<DonationItem, "idempotency" | "receipt"> & { readonly donation: CanonicalDonation };

export type MeasureVault = ReturnType<typeof measureVault>;

/** The vault as partners' measures reach it: by the same client as donations, but without a token. */
export function measureVault(vaultClient: VaultClient, { receiptOf }: Pick<Vault, "receiptOf">) {
  const { commit } = groupCommit(vaultClient, () => ({ eligibility: undefined }));
  const last = new Map<string, Promise<unknown>>();
  return {
    receiptOf,
    /** undefined where no contribution is known under the receipt */
    standing: (receipt: string) =>
      vaultClient.ask("show", receipt).catch((error) => {
        refusalOf(error, "key-not-known");
        return undefined;
      }),
    donate: ({ donation, ...item }: MeasureDonation) => commit({ donation: written(donation), ...item }),
    withdraw: (receipt: string) => vaultClient.ask("withdraw", receipt),
    /** Runs the calls of one receipt one after the other, since each measure builds on the contribution as it stands. */
    inTurn: async <T>(receipt: string, work: () => Promise<T>): Promise<T> => {
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
