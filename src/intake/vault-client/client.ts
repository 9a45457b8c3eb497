import type { Eligibility } from "../../contract/eligibility.ts";
import { type Fault, type ProblemCode, Refusal } from "../../contract/problem.ts";
import type { DonationItem, DonationResult, DonationText, Vault } from "../../vault/index.ts";
import { admission } from "../admission.ts";

/** A donation to be stored. Plain data, since it may be sent to another thread. */
export interface BatchItem extends Pick<DonationItem, "idempotency" | "receipt"> {
  readonly donation: DonationText;
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

export type BatchOutcome = DonationResult | RefusedItem;

export function refusalToData({ code, message, faults }: Refusal): RefusedItem {
  return { code, detail: message, faults };
}

export function refusalFromData({ code, detail, faults }: RefusedItem): Refusal {
  return new Refusal(code, detail, faults);
}

/** Methods of the vault that services call for contributors, for the daily erasure, and for the operator. */
type OwnCall = "show" | "stored" | "weigh" | "pause" | "resume" | "object" | "remove" | "withdraw" | "expirePart" | "probe";

/** All operations that services ask of the vault. */
export interface VaultOperations extends Pick<Vault, OwnCall> {
  /** Stores a batch in one transaction. @throws Refusal where nothing of it is stored */
  store(batch: Batch): readonly BatchOutcome[];
}

/** The vault as services use it, on this thread or another. Promises resolve once changes are on the disk. */
export interface VaultClient {
  /** @throws Refusal as the vault does */
  ask<C extends keyof VaultOperations>(call: C, ...args: Parameters<VaultOperations[C]>): Promise<ReturnType<VaultOperations[C]>>;
  close(): Promise<void>;
}

export function callVault<C extends keyof VaultOperations>(
  vault: Pick<Vault, OwnCall | "donateEach">,
  now: Date,
  call: C,
  args: Parameters<VaultOperations[C]>,
) {
  const store = ({ items, eligibility }: Batch) =>
    vault
      .donateEach(items.map(({ token, ...item }) => ({ ...item, admit: admission(eligibility, now, token) })))
      .map((result) => (result instanceof Refusal ? refusalToData(result) : result));
  const operation = { ...vault, store }[call] as (...all: typeof args) => ReturnType<VaultOperations[C]>;
  return operation(...args);
}

/** A client of a vault on this thread. */
export function directClient(vault: Pick<Vault, OwnCall | "donateEach">, clock: () => Date): VaultClient {
  return {
    ask: async (call, ...args) => callVault(vault, clock(), call, args),
    close: async () => undefined,
  };
}
