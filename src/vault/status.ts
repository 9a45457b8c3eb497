import type { VaultContext } from "./context.ts";
import type { Expiry } from "./erase.ts";
import type { Months } from "./months.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { VaultStatus } from "./types.ts";

/** @returns the counts of `Vault.status` */
export function statusReader(
  { store, clock, retention }: VaultContext,
  months: Months,
  erasing: Pick<Expiry, "owed">,
): () => VaultStatus {
  const count = (sql: string) => store.prepare<number[], { n: number }>(sql);
  const active = count(
    "SELECT count(*) AS n FROM donor d WHERE paused = 0 AND aside = 0 AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor AND received > ?)",
  );
  const paused = count("SELECT count(*) AS n FROM donor WHERE paused = 1");
  const objecting = count("SELECT count(*) AS n FROM donor WHERE objection IS NOT NULL");
  const withdrawn = count("SELECT coalesce(sum(households), 0) AS n FROM withdrawal");
  const donations = count("SELECT count(*) AS n FROM donation");
  const expired = count("SELECT count(*) AS n FROM donation WHERE received <= ?");
  const aside = count("SELECT count(*) AS n FROM donor WHERE aside = 1");
  const waiting = count("SELECT count(*) AS n FROM act");

  return () =>
    store.read(() => {
      const cutoff = lastExpiredMonth(clock(), retention());
      return {
        active: active.get(cutoff)?.n ?? 0,
        paused: paused.get()?.n ?? 0,
        objecting: objecting.get()?.n ?? 0,
        withdrawn: withdrawn.get()?.n ?? 0,
        donations: donations.get()?.n ?? 0,
        expired: expired.get(cutoff)?.n ?? 0,
        erasuresOwed: erasing.owed(),
        clockDoubted: months.isDoubted(),
        aside: aside.get()?.n ?? 0,
        actsWaiting: waiting.get()?.n ?? 0,
      };
    });
}
