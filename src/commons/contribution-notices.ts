import { createHash } from "node:crypto";
import type { BreachNotice } from "../contract/breach.ts";
import { consentsInOrder } from "../contract/consent.ts";
import { isoDay } from "../contract/period.ts";
import { TEXTS } from "../texts/files.ts";
import { consentRecord, type Facts, recordId, recordName } from "../texts/index.ts";
import type { ContributionView } from "../vault/index.ts";
import { findNotice, type StoredNotice } from "./notices.ts";

/** Notices that a contributor is shown beside their contribution at each view. */
export interface ContributionNotices {
  /** what happened (GDPR art. 34), in both languages */
  readonly notices: readonly BreachNotice[];
  /**
   * one of each consent that is held, in the order of `consentsInOrder`, the last one governs: JSON-LD, ISO/IEC TS 27560 in W3C
   * DPV. Made as they are read: each has some 27 kB, and takes a millisecond
   */
  readonly consent_records: Iterable<object>;
}

/** The consents of a contribution, from which its records are made. */
type HeldConsents = Pick<ContributionView, "consent" | "consents">;

/** @returns the notices beside the contribution of a key */
export function contributionNotices({
  home,
  facts,
  breaches,
  clock,
}: {
  readonly home: string;
  /** as they stand; undefined where the territory that they name is lost */
  readonly facts: () => Facts | undefined;
  readonly breaches: () => readonly BreachNotice[];
  readonly clock: () => Date;
}): (key: string, held: HeldConsents) => ContributionNotices {
  const read = new Map<string, StoredNotice>();
  /** A notice is known by its content: it is read once. */
  const noticeOf = (version: string): StoredNotice | undefined => {
    const kept = read.get(version) ?? findNotice(home, version);
    if (kept !== undefined) read.set(version, kept);
    return kept;
  };
  function* records(key: string, { consent: governs, consents }: HeldConsents): Generator<object> {
    // The one that governs may outlive its donation: it came before those that are held.
    const given = consentsInOrder([governs, ...consents]);
    const ids = given.map((consent) => recordId(createHash("sha256").update(recordName(key, consent)).digest()));
    const today = isoDay(clock());
    for (const [i, consent] of given.entries()) {
      const kept = noticeOf(consent.version);
      const next = ids[i + 1];
      const stated = kept?.facts ?? facts();
      // The contribution is shown all the same; the record comes back with the territory.
      if (stated === undefined) continue;
      yield consentRecord(TEXTS, {
        id: ids[i] as string,
        consent,
        language: kept?.language ?? "und",
        facts: stated,
        today,
        ...(kept === undefined ? { facts_of: today } : {}),
        ...(next === undefined ? {} : { replaced_by: next }),
      });
    }
  }
  return (key, held) => ({ notices: breaches(), consent_records: records(key, held) });
}
