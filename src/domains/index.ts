// What may be donated: one file a domain, with its measures, units, labels, clamps and similarity partitions.

import { connectivity } from "./connectivity.ts";
import type { Domain, Measure } from "./domain.ts";
import { electricity } from "./electricity.ts";
import { gas } from "./gas.ts";
import { mobility } from "./mobility.ts";
import { spending } from "./spending.ts";
import { water } from "./water.ts";

export type { Labels } from "../contract/labels.ts";
export { type Domain, type Measure, minimumMonths, type Rung, type Similarity, type SimilarityClass } from "./domain.ts";
export { classOf } from "./similarity.ts";

/** Everything that may be donated. A new domain is one file beside this one and one line here. */
export const DOMAINS: readonly Domain[] = [water, electricity, gas, mobility, connectivity, spending];

/** A measure with the domain that it belongs to. */
export interface MeasureRef {
  /** `domain.measure`, as settings name it */
  readonly key: string;
  readonly domain: Domain;
  readonly measure: Measure;
}

/** Every measure; the order is the public priority in which a household's streams are kept. */
export const MEASURES: readonly MeasureRef[] = DOMAINS.flatMap((domain) =>
  domain.measures.map((measure) => ({ key: `${domain.id}.${measure.id}`, domain, measure })),
);

const BY_KEY: ReadonlyMap<string, MeasureRef> = new Map(MEASURES.map((ref) => [ref.key, ref]));

/** The measure of that name; undefined for an unknown name. */
export function measureRef(domain: string, measure: string): MeasureRef | undefined {
  return BY_KEY.get(`${domain}.${measure}`);
}
