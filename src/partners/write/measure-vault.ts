import type { CanonicalDonation } from "../../contract/donation.ts";
import { type ProblemCode, Refusal, refusalOf } from "../../contract/problem.ts";
import { groupCommit, type VaultClient } from "../../intake/index.ts";
import { type DonationItem, type Vault, written } from "../../vault/index.ts";

export function isRefused(error: unknown, code: ProblemCode): boolean {
  return error instanceof Refusal && error.code === code;
}

type MeasureDonation = Pick<DonationItem, "idempotency" | "receipt"> & { readonly donation: CanonicalDonation };

export type MeasureVault = ReturnType<typeof measureVault>;

/** The vault as partners' measures use it: the same client as for donations, but without eligibility tokens. */
export function measureVault(vaultClient: VaultClient, { receiptOf }: Pick<Vault, "receiptOf">) {
  const { commit } = groupCommit(vaultClient, () => ({ eligibility: undefined }));
  const last = new Map<string, Promise<unknown>>();
  return {
    receiptOf,
    /** the contribution of a receipt; undefined where there is none */
    standing: (receipt: string) =>
      vaultClient.ask("show", receipt).catch((error) => {
        refusalOf(error, "key-not-known");
        return undefined;
      }),
    donate: ({ donation, ...item }: MeasureDonation) => commit({ donation: written(donation), ...item }),
    withdraw: (receipt: string) => vaultClient.ask("withdraw", receipt),
    /** Runs the work for one receipt in turn, since each measure builds on the contribution as it is. */
    inTurn: async <T>(receipt: string, work: () => Promise<T>): Promise<T> => {
      const result = (last.get(receipt) ?? Promise.resolve()).then(work, work);
      last.set(receipt, result);
      try {
        return await result;
      } finally {
        if (last.get(receipt) === result) last.delete(receipt);
      }
    },
  };
}
