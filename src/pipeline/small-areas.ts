import { Z95 } from "../privacy/forecast/index.ts";
import type { Evidence, YearCell } from "../privacy/index.ts";

export interface PlacedCount extends YearCell {
  readonly cells: readonly unknown[];
}

export interface CountTable<C extends PlacedCount> {
  readonly nodes: readonly { readonly children: number[]; readonly total: C; readonly classes: C[] }[];
  readonly evidence: readonly Evidence[];
}

/** Whether an area has so few dwellings that they alone tell each of its counts to better than ± 2k, whatever is published. */
export const isSmall = ({ dwellings }: { readonly dwellings: number }, k: number) => dwellings < 4 * k;

/**
 * The same table, as somebody sees it who also counts dwellings. A withheld count of a small area lies between 0 and the area's dwellings,
 * and so hides none of its siblings: counts of small areas are measured here, half of the dwellings to either side. That is a little more than
 * is known of its centred sum. Null: no area is small.
 */
export function withSmallAreasKnown<C extends PlacedCount>({ nodes, evidence }: CountTable<C>, k: number): CountTable<C> | null {
  if (!nodes.some(({ total }) => isSmall(total, k))) return null;
  const precisionOf = (count: C | undefined) =>
    count && isSmall(count, k) ? ((2 * Z95) / Math.max(1, count.dwellings)) ** 2 : 0;
  // Its cells are left out, because the table without dwellings already protects them.
  const known = (count: C): C =>
    count.state === "withheld" && isSmall(count, k) ? { ...count, state: "shown", cells: [] } : count;
  return {
    nodes: nodes.map(({ children, total, classes }) => ({ children, total: known(total), classes: classes.map(known) })),
    evidence: evidence.map((system) => {
      const isEmpty = system.precisions.every(({ total, classes }) => total === 0 && classes.every((one) => one === 0));
      const precisions = system.precisions.map(({ total, classes }, node) => ({
        total: total + precisionOf(nodes[node]?.total),
        classes: classes.map((own, column) => own + precisionOf(nodes[node]?.classes[column])),
      }));
      return isEmpty ? system : { ...system, precisions };
    }),
  };
}
