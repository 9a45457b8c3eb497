import { parsePeriod } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import type { Ledger, StoredDraw } from "../ledger/index.ts";
import { type DrawnCell, decodeDraw } from "./payload.ts";
import { type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/** A publication of the year that was drawn before: its cells, and by their position what became of each. */
export interface EarlierDraw {
  readonly publication: PublicationPlan;
  readonly cells: readonly MeasuredCell[];
  readonly drawn: readonly DrawnCell[];
}

/**
 * What the public has of a year before a publication is drawn, revisions included: from stored draws alone. A draw that
 * was lost with a restored backup is missing here: it is taken for one to come.
 *
 * A draw is read by position in the cube of today's plan: the year's terms hold that it is the cube of then, for a debit on
 * others is refused before this is asked.
 *
 * @throws Refusal `ledger-broken` for a draw of another number of cells
 */
export function priorDraws(plan: Plan, ledger: Pick<Ledger, "entries" | "stored">, own: PublicationPlan): EarlierDraw[] {
  const drawn = ledger
    .entries()
    .flatMap((entry) => (entry.kind === "drawn" && entry.year === own.period.year ? [entry.publication] : []));
  // A release that is made again from its stored draw uses only what was drawn before it.
  const earlier = drawn.includes(own.id) ? drawn.slice(0, drawn.indexOf(own.id)) : drawn;
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

/** A draw that was lost with a restored backup is public where it was published, and unknown here. */
function storedOrLost(ledger: Pick<Ledger, "stored">, publication: string): StoredDraw | null {
  try {
    return ledger.stored(publication);
  } catch (error) {
    refusalOf(error, "draw-lost");
    return null;
  }
}
