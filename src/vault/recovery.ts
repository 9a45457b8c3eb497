import { refusalOf } from "../contract/problem.ts";
import type { Acts } from "./acts.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import { type DonorSlot, type Records, unitIdOf } from "./records.ts";
import { STREAMS_FULL } from "./stream.ts";
import type { ForgottenDraw, Vault } from "./types.ts";

/** A read transaction over few donors is short, so that SQLite can write its log back during a check. */
const DONORS_PER_READ = 500;

interface UnitRow extends DonorSlot {
  readonly id: Buffer;
  readonly unit: Buffer;
}

const UNITS = "SELECT donor, id, unit FROM donor WHERE aside = 0";

/**
 * Unseals everything once. With `repair`, the contributions that do not authenticate are set aside, each as a whole, in one
 * transaction.
 */
function auditor({ store, sql, keys }: VaultContext, records: Records): Vault["audit"] {
  /** Ids that several slots have, in hexadecimal: each contribution has one of its own, and a copy would count again. */
  const copiedIds = () =>
    new Set(sql.all<{ id: string }>("SELECT hex(id) AS id FROM donor GROUP BY donor.id HAVING count(*) > 1").map(({ id }) => id));
  const isAuthentic = ({ donor, id, unit }: UnitRow, copied: ReadonlySet<string>): boolean => {
    if (copied.has(id.toString("hex").toUpperCase()) || !unitIdOf(keys, id).equals(unit)) return false;
    try {
      const opened = records.get(donor);
      if (opened === undefined) return true;
      records.donations(opened);
      records.years(opened);
      return true;
    } catch (error) {
      refusalOf(error);
      return false;
    }
  };

  return (repair) => {
    const damaged: number[] = [];
    const copied = store.read(copiedIds);
    for (let after = 0; ; ) {
      const rows = store.read(() => {
        const batch = sql.all<UnitRow>(`${UNITS} AND donor > ? ORDER BY donor LIMIT ${DONORS_PER_READ}`, after);
        for (const row of batch) if (!isAuthentic(row, copied)) damaged.push(row.donor);
        return batch;
      });
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.donor;
    }
    if (repair && damaged.length > 0)
      store.write(() => {
        const copiedNow = copiedIds();
        // The donor may have withdrawn meanwhile, and another may have its slot.
        for (const donor of damaged) {
          const row = sql.get<UnitRow>(`${UNITS} AND donor = ?`, donor);
          if (row !== undefined && !isAuthentic(row, copiedNow)) records.setAside(donor);
        }
      });
    const aside = store.read(() => sql.count("SELECT count(*) FROM donor WHERE aside = 1"));
    return { unauthentic: repair ? 0 : damaged.length, aside };
  };
}

/**
 * Closes each household's list of measures for years whose publications a restored vault has forgotten. The household keeps those
 * that the backup knows and gets no others: it may have been given others since the backup, and together they could exceed L.
 * This runs once for each such publication; households that come later are not affected.
 */
function freezeEnder({ store, sql, facts }: VaultContext, records: Records, months: Months): Vault["endFreezing"] {
  const closeYears = (slot: number, years: readonly number[]) => {
    const donor = records.get(slot);
    if (donor === undefined) return;
    const frozen = records.years(donor);
    for (const year of years) {
      const before = frozen.find((one) => one.year === year);
      const household = before?.household ?? records.newest(donor)?.household;
      const streams = before?.streams ?? [];
      if (household === undefined || streams.includes(STREAMS_FULL)) continue;
      const received = before?.received ?? months.receiving();
      const sealed = records.sealYear(donor, { year, received, household, streams: [...streams, STREAMS_FULL] });
      records.freeze(year, [{ donor: donor.donor, received, sealed }]);
    }
  };
  return (draws) => {
    const name = ({ publication }: ForgottenDraw) => `frozen_${publication}`;
    const isNew = (draw: ForgottenDraw) => facts.get(name(draw)) === undefined;
    if (!store.read(() => draws.some(isNew))) return [];
    return store.write(() => {
      const fresh = draws.filter(isNew);
      const years = [...new Set(fresh.map(({ year }) => year))];
      for (const { donor } of sql.all<{ donor: number }>("SELECT donor FROM donor WHERE aside = 0")) {
        try {
          closeYears(donor, years);
        } catch (error) {
          // A contribution that does not authenticate stops the next publication anyway, until it is set aside.
          refusalOf(error);
        }
      }
      for (const draw of fresh) facts.set(name(draw), 1);
      return years;
    });
  };
}

type Recovery = Pick<Vault, "audit" | "endFreezing" | "pauseAll" | "keepActs" | "actsRecorded" | "isTouched" | "restoredFrom">;

/** The vault's operations for the verbs `backup`, `restore` and `check`. */
export function openRecovery(context: VaultContext, records: Records, months: Months, acts: Acts): Recovery {
  const { store, sql, facts } = context;
  return {
    audit: auditor(context, records),
    endFreezing: freezeEnder(context, records, months),
    pauseAll: () => {
      store.write(() => sql.run("UPDATE donor SET paused = 1"));
      acts.startGap();
    },
    keepActs: acts.prune,
    actsRecorded: () => store.read(() => facts.count("acts")),
    // Key slots are reused and never deleted, so the first donation leaves a trace for good.
    isTouched: () =>
      store.read(
        () =>
          facts.count("acts") > 0 ||
          facts.get("touched") !== undefined ||
          sql.get("SELECT 1 FROM key_slot LIMIT 1") !== undefined,
      ),
    restoredFrom: (o) => store.write(() => facts.set("restored", JSON.stringify(o))),
  };
}
