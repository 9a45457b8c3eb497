import { ATTRIBUTE_NAMES, ATTRIBUTES, type Household } from "../../contract/attributes.ts";
import type { PublicationPlan } from "../../pipeline/index.ts";
import { ColumnBuilder, type SnapshotPage } from "../../vault/index.ts";

const PAGE_HOUSEHOLDS = 1000;
/** Distinct pages, which are then repeated, so that generating them takes no time while others are processed. */
const PAGES = 64;
/** A prime; amounts go through its residues. */
const PRIME = 1_000_003;

/**
 * Made-up households as the vault's pages: twelve months each of the publication's first measure.
 *
 * @param rows household-months; an incomplete last year is left out
 */
export function madePages({ plan, period, measures }: PublicationPlan, rows: number) {
  const [first] = measures;
  if (!first) throw new RangeError("the publication has no measure");
  const { domain, measure, upper } = first.measure;
  const households = Math.floor(rows / 12);
  const leaves = plan.territory.leaves.map(({ code }) => code);
  const lists = { areas: leaves, measures: [{ domain: domain.id, measure: measure.id }], periods: period.months };
  const months = period.months.map((_, i) => i);
  // Amounts run from zero to a tenth above the clamp, so that some are clamped.
  const amountAt = (i: number) => Math.floor(((i * 7919) % PRIME) * ((1.1 * Number(upper)) / PRIME));
  const pages = Array.from({ length: Math.min(PAGES, Math.ceil(households / PAGE_HOUSEHOLDS)) }, (_, page) => {
    const columns = new ColumnBuilder(months.length);
    for (let i = page * PAGE_HOUSEHOLDS; i < (page + 1) * PAGE_HOUSEHOLDS; i++) {
      const attributes = ATTRIBUTE_NAMES.map((name, n) => [name, ATTRIBUTES[name][(i * (2 * n + 7)) % ATTRIBUTES[name].length]]);
      columns.addHousehold((i * 7919) % leaves.length, Object.fromEntries(attributes) as Household);
      columns.addMeasure(
        0,
        Float64Array.from(months, (month) => amountAt(12 * i + month)),
      );
    }
    return columns.columns();
  });
  let bytes = 0;
  return {
    /** Bytes of the columns yielded so far. */
    bytes: () => bytes,
    pages: async function* (): AsyncGenerator<SnapshotPage> {
      for (let at = 0; at < households; at += PAGE_HOUSEHOLDS) {
        const whole = pages[(at / PAGE_HOUSEHOLDS) % pages.length] as SnapshotPage["columns"];
        const count = Math.min(PAGE_HOUSEHOLDS, households - at);
        const columns = {
          areas: whole.areas.slice(0, count),
          attributes: whole.attributes.slice(0, count * ATTRIBUTE_NAMES.length),
          given: whole.given.slice(0, count),
          measures: whole.measures.slice(0, count),
          amounts: whole.amounts.map((amounts) => amounts.slice(0, count)),
        };
        bytes += Object.values(columns)
          .flat()
          .reduce((sum, { byteLength }) => sum + byteLength, 0);
        yield { lists, columns };
      }
    },
  };
}
