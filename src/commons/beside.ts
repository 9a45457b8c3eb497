import { createHash } from "node:crypto";
import type { BreachNotice } from "../contract/breach.ts";
import { consentsInOrder } from "../contract/consent.ts";
import { consentRecord, type Facts, recordId, recordName } from "../documents/index.ts";
import type { Contribution } from "../vault/index.ts";
import { keptNotice } from "./notices.ts";

export interface BesideOptions {
  readonly home: string;
  /** as they stand */
  readonly facts: () => Facts;
  readonly breaches: () => readonly BreachNotice[];
  readonly clock: () => Date;
}

/** What a contributor is told beside their contribution at each view. */
export interface Beside {
  /** what happened (GDPR art. 34), in both languages */
  readonly notices: readonly BreachNotice[];
  /** one of each consent that is held, in the order of `consentsInOrder`, the last one governs: JSON-LD, ISO/IEC TS 27560 in W3C DPV */
  readonly consent_records: readonly object[];
}

/** @returns what is told beside the contribution of a key */
export function besideContribution({ home, facts, breaches, clock }: BesideOptions): (key: string, held: Contribution) => Beside {
  return (key, { consent: governs, donations }) => {
    // The one that governs may outlive its donation: it came before those that are held.
    const given = consentsInOrder([governs, ...donations.map(({ consent }) => consent)]);
    const ids = given.map((consent) => recordId(createHash("sha256").update(recordName(key, consent)).digest()));
    const [now, today] = [facts(), clock().toISOString().slice(0, 10)];
    return {
      notices: breaches(),
      consent_records: given.map((consent, i) => {
        const kept = keptNotice(home, consent.version);
        const next = ids[i + 1];
        return consentRecord({
          id: ids[i] as string,
          consent,
          language: kept?.language ?? "und",
          facts: kept?.facts ?? now,
          today,
          ...(kept === undefined ? { facts_of: today } : {}),
          service: "",
          ...(next === undefined ? {} : { replaced_by: next }),
        });
      }),
    };
  };
}
