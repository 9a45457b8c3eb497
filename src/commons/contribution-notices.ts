import { createHash } from "node:crypto";
import type { BreachNotice } from "../contract/breach.ts";
import { consentsInOrder } from "../contract/consent.ts";
import { isoDay } from "../contract/period.ts";
import { TEXTS } from "../texts/files.ts";
import { consentRecord, type Facts, recordId, recordName } from "../texts/index.ts";
import type { ContributionView } from "../vault/index.ts";
import { findNotice, type StoredNotice } from "./notices.ts";

/** Notices shown to a contributor with each view of their contribution. */
export interface ContributionNotices {
  /** statements about breaches (GDPR art. 34), in both languages */
  readonly notices: readonly BreachNotice[];
  /**
   * a record of each consent held, in the order of `consentsInOrder`; the last one is in force. JSON-LD, ISO/IEC TS 27560 in W3C
   * DPV. They are generated while they are read, since each has about 27 kB and takes a millisecond
   */
  readonly consent_records: Iterable<object>;
}

/** The consents of a contribution, from which its records are made. */
type HeldConsents = Pick<ContributionView, "consent" | "consents">;

/** Returns a function that makes the notices for the contribution of a key. */
export function contributionNotices({
  home,
  facts,
  breaches,
  clock,
}: {
  readonly home: string;
  /** the facts of today; undefined where their territory is lost */
  readonly facts: () => Facts | undefined;
  readonly breaches: () => readonly BreachNotice[];
  readonly clock: () => Date;
}): (key: string, held: HeldConsents) => ContributionNotices {
  const read = new Map<string, StoredNotice>();
  /** A version is the hash of its content, so each is read from the disk once. */
  const noticeOf = (version: string): StoredNotice | undefined => {
    const kept = read.get(version) ?? findNotice(home, version);
    if (kept !== undefined) read.set(version, kept);
    return kept;
  };
  function* records(key: string, { consent: governs, consents }: HeldConsents): Generator<object> {
    // The consent in force may have outlived its donation; it is older than those held.
    const ordered = consentsInOrder([governs, ...consents]);
    const ids = ordered.map((consent) => recordId(createHash("sha256").update(recordName(key, consent)).digest()));
    const today = isoDay(clock());
    for (const [i, consent] of ordered.entries()) {
      const kept = noticeOf(consent.version);
      const next = ids[i + 1];
      const recordFacts = kept?.facts ?? facts();
      // Without facts the record is left out, and the contribution is still shown. The record is back once the territory is.
      if (recordFacts === undefined) continue;
      yield consentRecord(TEXTS, {
        id: ids[i] as string,
        consent,
        language: kept?.language ?? "und",
        facts: recordFacts,
        today,
        ...(kept === undefined ? { facts_of: today } : {}),
        ...(next === undefined ? {} : { replaced_by: next }),
      });
    }
  }
  return (key, held) => ({ notices: breaches(), consent_records: records(key, held) });
}
