import type { Mechanisms } from "../../src/pipeline/mechanism.ts";
import {
  BitSource,
  type Bounded,
  format,
  type GateRule,
  type GaussianNoise,
  type QuantityUnit,
  type Rho,
} from "../../src/privacy/index.ts";
import { seededEntropy } from "./entropy.ts";

/** One call of a mechanism. */
export interface Call {
  readonly kind: "gaussian" | "gate";
  readonly unit: QuantityUnit;
  readonly sensitivity: bigint;
  readonly rho: Rho;
  /** all that is public of the call: equal in both worlds */
  readonly terms: string;
  /** the query's integers under noise that is the same at every call: differences between two worlds are exact */
  readonly probe: readonly bigint[];
  /** what the real mechanism gave */
  readonly out: readonly bigint[] | null;
}

export interface Recording {
  readonly calls: readonly Call[];
  /** asked of the entropy */
  readonly bytes: number;
}

const FROZEN = seededEntropy("frozen noise")(4096);
const frozenBits = () => new BitSource((n) => FROZEN.slice(0, n));

/**
 * Mechanisms that do what the real ones do, with the same random bits, and note every call. A bounded query stays
 * closed: it is seen only through the mechanism, once more, under frozen noise.
 */
export function recorder(): { readonly calls: Call[]; readonly mechanisms: Mechanisms } {
  const calls: Call[] = [];
  const note = <U extends QuantityUnit>(
    kind: Call["kind"],
    query: Bounded<U>,
    noise: GaussianNoise<U>,
    out: Call["out"],
    rule: GateRule | null,
  ) => {
    const { unit, sensitivity } = query;
    const { variance, rho } = noise.charge;
    const terms = [kind, unit, sensitivity, format(variance), format(rho), rule?.k, rule?.tau].join(" ");
    calls.push({ kind, unit, sensitivity, rho, terms, probe: query.gaussian(noise, frozenBits()), out });
  };
  return {
    calls,
    mechanisms: {
      gaussian: (query, noise, bits) => {
        const out = query.gaussian(noise, bits);
        note("gaussian", query, noise, out, null);
        return out;
      },
      gate: (count, noise, rule, bits) => {
        const out = count.gate(noise, rule, bits);
        note("gate", count, noise, out === null ? null : [out], rule);
        return out;
      },
    },
  };
}

/** The calls whose exact input differs between the two worlds. */
export function touched(a: Recording, b: Recording): number[] {
  return [...a.calls.keys()].filter((i) => squaredDistance(a.calls[i], b.calls[i]) > 0n);
}

/**
 * What of "same control flow, same noise, measured distance ≤ declared sensitivity" is broken between two worlds that
 * differ by one household; empty when nothing is.
 */
export function violations(a: Recording, b: Recording): string[] {
  if (a.calls.length !== b.calls.length) return [`${a.calls.length} calls of mechanisms against ${b.calls.length}`];
  const found: string[] = [];
  if (a.bytes !== b.bytes) found.push(`${a.bytes} bytes of entropy against ${b.bytes}`);
  for (const [i, call] of a.calls.entries()) {
    const other = b.calls[i] as Call;
    if (call.terms !== other.terms) found.push(`call ${i}: ${call.terms} against ${other.terms}`);
    const distance = squaredDistance(call, other);
    if (distance > call.sensitivity ** 2n)
      found.push(`call ${i}: distance² ${distance} of a query of sensitivity ${call.sensitivity}`);
    if (call.probe.length !== other.probe.length)
      found.push(`call ${i}: ${call.probe.length} integers against ${other.probe.length}`);
    if (String(noiseOf(call)) !== String(noiseOf(other)) && call.out && other.out) found.push(`call ${i}: the noise is another`);
  }
  return found;
}

function squaredDistance(a: Call | undefined, b: Call | undefined): bigint {
  return (a?.probe ?? []).reduce((sum, value, i) => sum + (value - (b?.probe[i] ?? 0n)) ** 2n, 0n);
}

/** The noise drawn less the frozen noise: free of the exact values. */
function noiseOf({ out, probe }: Call): bigint[] | null {
  return out?.map((value, i) => value - (probe[i] as bigint)) ?? null;
}
