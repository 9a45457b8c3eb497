import type { Eligibility } from "../../contract/eligibility.ts";
import { type Fault, type ProblemCode, Refusal } from "../../contract/problem.ts";
import type { DonationResult, Vault, Written } from "../../vault/index.ts";
import { admission } from "../admission.ts";

/** A donation on its way to the vault. Plain data: it may cross to another thread. */
export interface BatchItem {
  readonly donation: Written;
  readonly idempotency?: string | undefined;
  /** of the contribution to add to or amend */
  readonly receipt?: string | undefined;
  /** the header `Eligibility` */
  readonly token?: string | undefined;
}

/** Donations that share a commit. */
export interface Batch {
  readonly items: readonly BatchItem[];
  readonly eligibility: Eligibility | undefined;
}

/** The parts of a refusal. */
export interface RefusedItem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly faults: readonly Fault[];
}

/** What came of an item. */
export type BatchOutcome = DonationResult | RefusedItem;

export function partsOf({ code, message, faults }: Refusal): RefusedItem {
  return { code, detail: message, faults };
}

export function refusalOf({ code, detail, faults }: RefusedItem): Refusal {
  return new Refusal(code, detail, faults);
}

/** Stores a batch by this thread's vault. @throws Refusal `storage-full`, `storage-failed`, `home-in-use` */
export function storeBatch(vault: Pick<Vault, "donateEach">, { items, eligibility }: Batch, now: Date): readonly BatchOutcome[] {
  const results = vault.donateEach(
    items.map(({ donation, idempotency, receipt, token }) => {
      const admit = admission(eligibility, now, token);
      return {
        donation,
        ...(idempotency === undefined ? {} : { idempotency }),
        ...(receipt === undefined ? {} : { receipt }),
        ...(admit === undefined ? {} : { admit }),
      };
    }),
  );
  return results.map((result) => (result instanceof Refusal ? partsOf(result) : result));
}
