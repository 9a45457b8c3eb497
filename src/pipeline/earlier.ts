import { parsePeriod } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import type { Ledger, StoredDraw } from "../ledger/index.ts";
import { type DrawnCell, decodeDraw } from "./payload.ts";
import { type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/** An earlier publication of the same year. `drawn[i]` is what was drawn for `cells[i]`. */
export interface EarlierDraw {
  readonly publication: PublicationPlan;
  readonly cells: readonly MeasuredCell[];
  readonly drawn: readonly DrawnCell[];
}

/**
 * Earlier publications of the same year, revisions included, read from their stored draws: what the public already has when a
 * publication is drawn. A draw that was lost with a restored backup is left out, and counts as one still to come.
 *
 * A stored draw names no cells. It is read by position in the cube that today's plan makes, which is the cube of then: the ledger
 * refuses a debit under other terms before this function is called.
 *
 * @throws Refusal `ledger-broken` for a draw of another number of cells
 */
export function priorDraws(plan: Plan, ledger: Pick<Ledger, "entries" | "stored">, current: PublicationPlan): EarlierDraw[] {
  const drawnIds = ledger
    .entries()
    .flatMap((entry) => (entry.kind === "drawn" && entry.year === current.period.year ? [entry.publication] : []));
  // A release that is made again from its stored draw uses only what was drawn before it.
  const earlier = drawnIds.includes(current.id) ? drawnIds.slice(0, drawnIds.indexOf(current.id)) : drawnIds;
  return earlier.flatMap((id): EarlierDraw[] => {
    const stored = storedOrLost(ledger, id);
    if (!stored) return [];
    const draw = decodeDraw(stored.payload, stored.entry.digest);
    const [period = "", revision] = id.split("-r");
    const publication = revision ? planRevision(plan, Number(period)) : planPublication(plan, parsePeriod(id));
    const { cells } = makeCube(publication);
    if (draw.cells.length !== cells.length)
      throw new Refusal(
        "ledger-broken",
        `${id} was drawn with ${draw.cells.length} cells; these settings, this territory and this version make ${cells.length} of it. Nothing was drawn`,
      );
    return [{ publication, cells, drawn: draw.cells }];
  });
}

/** Null for a draw that a restored backup lost: it may have been published, but its numbers cannot be read any more. */
function storedOrLost(ledger: Pick<Ledger, "stored">, publication: string): StoredDraw | null {
  try {
    return ledger.stored(publication);
  } catch (error) {
    refusalOf(error, "draw-lost");
    return null;
  }
}
