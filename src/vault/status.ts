import type { VaultContext } from "./context.ts";
import type { Expiry } from "./erase.ts";
import type { Months } from "./months.ts";
import type { DonorSlot, Records } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import type { Vault, VaultStatus } from "./types.ts";

/** The operator's exact counts, and how many households live in no leaf of a territory, by each one's newest donation. */
export function openStatus(
  { store, sql, clock, retention }: VaultContext,
  records: Records,
  months: Months,
  erasing: Expiry,
): Pick<Vault, "status" | "outside"> {
  const active = `FROM donor d WHERE paused = 0 AND aside = 0
    AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = d.donor AND n.received > ?)`;
  type Counts = Omit<VaultStatus, "erasuresOwed" | "clockDoubted">;
  const counts = `SELECT (SELECT count(*) ${active}) AS active,
    (SELECT count(*) FROM donor WHERE paused = 1) AS paused,
    (SELECT count(*) FROM donor WHERE objection IS NOT NULL) AS objecting,
    (SELECT coalesce(sum(households), 0) FROM withdrawal) AS withdrawn,
    (SELECT count(*) FROM donation) AS donations,
    (SELECT count(*) FROM donation WHERE received <= ?) AS expired,
    (SELECT count(*) FROM donor WHERE aside = 1) AS aside,
    (SELECT count(*) FROM act) AS actsWaiting`;
  const cutoff = () => lastExpiredMonth(clock(), retention());
  return {
    status: () =>
      store.read(() => {
        const last = cutoff();
        const counted = sql.get(counts, last, last) as Counts;
        return { ...counted, erasuresOwed: erasing.owed(), clockDoubted: months.isDoubted() };
      }),
    outside: (isLeaf) =>
      store.read(() => {
        let count = 0;
        for (const { donor } of sql.all<DonorSlot>(`SELECT donor ${active}`, cutoff())) {
          const opened = records.get(donor);
          const area = opened && records.newest(opened)?.household.area;
          if (area !== undefined && !isLeaf(area)) count += 1;
        }
        return count;
      }),
  };
}
