import type { EntryOf } from "../contract/chain.ts";
import { textIn } from "../contract/labels.ts";
import type { ManifestHead, PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { isOver, type Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { ReleaseTables } from "../contract/tables.ts";
import { brokenSeries } from "../contract/terms.ts";
import type { Ledger, StoredDraw } from "../ledger/index.ts";
import type { RandomBytes } from "../privacy/index.ts";
import type { Duck } from "../storage/duckdb/index.ts";
import { priorDraws } from "./earlier.ts";
import { groupsOf } from "./estimate/groups.ts";
import { modelledMeans } from "./estimate/model.ts";
import { observationsOf } from "./estimate/observations.ts";
import { rowStates } from "./estimate/row-states.ts";
import { distributionOf, measurementsOf } from "./estimate/tables.ts";
import { boundedQueries, type ExactSource, exactCells } from "./exact.ts";
import { measureCells } from "./mechanism.ts";
import { type Draw, type DrawnCell, decodeDraw, encodeDraw, fatesDigest, makeDraw } from "./payload.ts";
import { type Cube, makeCube } from "./plan/cube.ts";
import { frequencies } from "./plan/levels.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";
import { decideFates, exposedCountsIn } from "./protect.ts";
import { mechanismsOf, privacyReport, spendingOf } from "./report.ts";
import type { Snapshot } from "./shard-rows.ts";
import type { Steps } from "./steps.ts";
import { digest, measureDefinition, yearTerms } from "./year-terms.ts";

export interface PublicationContext {
  readonly plan: Plan;
  readonly ledger: Ledger;
  /** the vault's snapshot for the publication; called only once the debit is on disk */
  readonly snapshot: (publication: PublicationPlan) => Snapshot;
  readonly duck: () => Promise<Duck>;
  readonly steps: Steps;
  /** Spark, where it makes the partial sums in place of this process */
  readonly spark?: ExactSource["spark"];
  readonly random: RandomBytes;
  readonly codeVersion: string;
  readonly territorySha256: string;
}

/** A publication ready to be written: tables, report and the manifest's head. */
export interface Publication {
  readonly id: string;
  readonly tables: ReleaseTables;
  readonly head: ManifestHead;
  readonly report: PrivacyReport;
}

/**
 * Makes one publication. The order is the promise: debit, synced → snapshot → exact sums → noise and gates → noisy measurements
 * stored with the ledger's word → everything else, from what is stored. After a crash at any point it can be run again: the debit
 * is not written twice, a stored draw is never drawn again, and the same stored draw gives the same publication.
 *
 * @throws Refusal `period-not-due`, `budget-exceeded`, `promise-broken`, `ledger-broken`
 */
export async function publish(context: PublicationContext, period: Period): Promise<Publication> {
  return makePublication(context, planPublication(context.plan, period));
}

/**
 * Makes the revision of a year as any publication is made: a new snapshot, new noise on every cell, paid for by the reserve.
 *
 * @throws Refusal `no-reserve`, and what `publish` throws
 */
export async function publishRevision(context: PublicationContext, year: number): Promise<Publication> {
  return makePublication(context, planRevision(context.plan, year));
}

async function makePublication(context: PublicationContext, publication: PublicationPlan): Promise<Publication> {
  const { id } = publication;
  const cube = makeCube(publication);
  debit(context, publication);
  const basis = basisOf(context, publication);
  const stored = context.ledger.stored(id) ?? (await draw(context, publication, cube, basis));
  const drawn = decodeDraw(stored.payload, stored.entry.digest);
  if (drawn.basis !== basis) {
    throw new Refusal("ledger-broken", `${id} was drawn under other settings or another territory; they must be what they were`);
  }
  return assemble(context, publication, cube, drawn, stored.entry);
}

/** Writes the debit, which is on the disk when this returns. Called again, it checks that the debit is the one that stands. */
function debit({ plan, ledger, territorySha256 }: PublicationContext, publication: PublicationPlan): void {
  ledger.debit({
    ...yearTerms(plan, territorySha256),
    year: publication.period.year,
    publication: publication.id,
    charges: new Map(publication.measures.map((measure) => [measure.measure.key, measure.cost])),
  });
}

async function draw(context: PublicationContext, publication: PublicationPlan, cube: Cube, basis: string): Promise<StoredDraw> {
  const earlier = priorDraws(context.plan, context.ledger, publication);
  const bounded = boundedQueries(cube, await exactCells(context, publication, cube));
  const noisy = measureCells(cube.cells, bounded, BigInt(context.plan.settings.k), context.random);
  const stored = encodeDraw(makeDraw(basis, noisy, decideFates(publication, cube, noisy, earlier)));
  return context.ledger.store(publication.id, stored.payload, stored.digest);
}

/**
 * Digest of what the drawn integers mean: the terms that opened their year, and how this version reads them. Contact, names and
 * the expected households are left out: they may change before a stopped run continues, and change no integer's meaning.
 */
function basisOf({ plan, territorySha256 }: PublicationContext, publication: PublicationPlan): string {
  return digest([yearTerms(plan, territorySha256).terms, mechanismsOf(publication)]);
}

/**
 * Makes all public tables, the report and the manifest's head from a stored draw. It is long because the head is written out
 * field by field.
 */
function assemble(
  context: PublicationContext,
  publication: PublicationPlan,
  cube: Cube,
  draw: Draw,
  drawnEntry: EntryOf<"drawn">,
): Publication {
  const { plan, period } = publication;
  const provisional = !isOver(period, new Date(drawnEntry.at));
  const states = rowStates(publication, cube, draw.cells);
  const modelled = modelledMeans(publication, cube, states);
  const entries = context.ledger.entries().filter((entry) => entry.seq <= drawnEntry.seq);
  const breaks = brokenSeries(entries, period, plan.measures);
  const observations: Observation[] = cube.rows.flatMap((row, i) => {
    const isBreak = breaks.has(row.publication.measure.key);
    return observationsOf(row, states[i] as (typeof states)[number], modelled[i] ?? null, period.id, provisional, isBreak);
  });
  const ofCell = <T>(make: (cell: (typeof cube.cells)[number], drawn: DrawnCell, id: string) => T[]) =>
    cube.cells.flatMap((cell) => make(cell, draw.cells[cell.cell] as DrawnCell, period.id));
  // Areas without cells of their own, each with the one that is measured for it.
  const twins = cube.rows
    .map(({ area }) => [area.code, cube.measuredAs(area).code] as const)
    .filter(([area, measured]) => area !== measured);
  const onlyChildren = plan.lineages.map((lineage) => [...lineage]);
  const exposed = exposedCountsIn(publication, cube, draw.cells, priorDraws(plan, context.ledger, publication));
  return {
    id: publication.id,
    tables: {
      observations,
      measurements: ofCell(measurementsOf),
      distributions: ofCell(distributionOf),
      groups: groupsOf(publication, cube, states, observations),
    },
    report: privacyReport(publication, cube, draw.cells, states, observations, entries, exposed),
    head: {
      schema: "voisinage-release/1",
      commons: context.ledger.commons,
      id: publication.id,
      period: period.id,
      step: period.step,
      year: period.year,
      revision: publication.revision,
      created_at: drawnEntry.at,
      code_version: context.codeVersion,
      licence: "etalab-2.0",
      settings: plan.settings,
      territory: {
        id: plan.territory.id,
        name: plan.territory.name,
        levels: [...plan.territory.levels],
        ...(onlyChildren.some((levels) => levels.length > 0) && { only_children: onlyChildren }),
        sha256: context.territorySha256,
      },
      calendar: Object.fromEntries(frequencies(plan.settings, plan.territory)),
      measures: publication.measures.map(({ measure, scale }) => ({
        domain: measure.domain.id,
        measure: measure.measure.id,
        unit: measure.unit,
        upper: measure.clamp.upper,
        source: textIn(measure.clamp.source, "en"),
        ...(measure.clamp.leaf && { leaf: { ...measure.clamp.leaf, source: textIn(measure.clamp.leaf.source, "en") } }),
        scale: Number(scale.scale),
        ...measureDefinition(measure),
      })),
      privacy: spendingOf(publication, entries),
      draw: { basis: draw.basis, fates: fatesDigest(draw), measured_as: Object.fromEntries(twins) },
      ledger_head: drawnEntry.hash,
    },
  };
}
