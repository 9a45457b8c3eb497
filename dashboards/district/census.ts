import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { Atlas } from "./atlas.ts";

/** A kind of home: its share among participants and in a census, in percent. */
export interface KindShare {
  readonly type: string;
  readonly share: EstimateWithEnds;
  readonly census: number;
}

export interface BesideCensusOf {
  readonly area: string;
  readonly kinds: readonly KindShare[];
}

/** Fewest kinds that are worth comparing. */
const FEWEST = 2;

/**
 * The kinds of a measure that the census also has: classes, and the wider rungs, which do not overlap either, for where not all classes are
 * published.
 */
function partitionsIn({ measure }: MeasureRef, known: ReadonlySet<string>): readonly (readonly string[])[] {
  const { classes, rungs } = measure.similarity;
  return [classes, rungs]
    .map((all) => all.map(({ code }) => code).filter((code) => known.has(code)))
    .filter((codes) => codes.length >= FEWEST);
}

/**
 * Compares who takes part with who lives there: the share of each kind among counted homes and in the census. It uses the place
 * itself, or the nearest wider one where all kinds of the census are published: shares among some of them would be other numbers than the
 * census'. The margin of a share nᵢ/Σn follows from
 * those of independent counts: √((1 − p)²hᵢ² + p²Σhⱼ²)/Σn, where j runs over the other kinds. Null where there is no census, or
 * nowhere all its kinds.
 */
export function besideCensus(atlas: Atlas, ref: MeasureRef, place: string, period: string): BesideCensusOf | null {
  for (const { code: area } of atlas.tree.lineage(place)) {
    const census = new Map(
      atlas.composition.filter((row) => row.area === area).map((row) => [row.household_type, row.households]),
    );
    const countedOf = (types: readonly string[]) =>
      types.flatMap((type) => {
        const row = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period })?.get("COUNT");
        if (row?.OBS_VALUE == null || row.OBS_VALUE <= 0) return [];
        const half = ((row.CI_UPPER ?? row.OBS_VALUE) - (row.CI_LOWER ?? row.OBS_VALUE)) / 2;
        return [{ type, homes: row.OBS_VALUE, half, all: census.get(type) ?? 0 }];
      });
    const counted =
      partitionsIn(ref, new Set(census.keys()))
        .map((types) => ({ types, found: countedOf(types) }))
        .find(({ types, found }) => found.length === types.length)?.found ?? [];
    const homes = counted.reduce((sum, one) => sum + one.homes, 0);
    const all = counted.reduce((sum, one) => sum + one.all, 0);
    if (all <= 0) continue;
    const kinds = counted.map(({ type, homes: kindHomes, half, all: living }): KindShare => {
      const p = kindHomes / homes;
      const others = counted.reduce((sum, one) => (one.type === type ? sum : sum + one.half ** 2), 0);
      const margin = Math.sqrt(((1 - p) * half) ** 2 + p ** 2 * others) / homes;
      const share = { value: 100 * p, lower: 100 * (p - margin), upper: 100 * (p + margin) };
      return { type, share, census: (100 * living) / all };
    });
    return { area, kinds };
  }
  return null;
}

/**
 * The kinds whose share is above that of the census, and those below, each beyond its margin in whole percents, which are those that
 * are read; in their own order.
 */
export function differingKinds(kinds: readonly KindShare[]): {
  readonly more: readonly string[];
  readonly less: readonly string[];
} {
  const typesThat = (differ: (kind: KindShare) => boolean): string[] => kinds.filter(differ).map(({ type }) => type);
  return {
    more: typesThat(({ share, census }) => Math.round(census) < Math.round(share.lower)),
    less: typesThat(({ share, census }) => Math.round(census) > Math.round(share.upper)),
  };
}
