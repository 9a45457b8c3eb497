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
  /** everything about the call that is public, and so must be equal in both worlds */
  readonly terms: string;
  /** the query's integers under noise that is the same at every call, so that differences between two worlds are exact */
  readonly probe: readonly bigint[];
  /** what the real mechanism returned */
  readonly out: readonly bigint[] | null;
}

export interface Recording {
  readonly calls: readonly Call[];
  /** how many random bytes were taken */
  readonly bytes: number;
}

const FROZEN = seededEntropy("frozen noise")(4096);
const frozenBits = () => new BitSource((n) => FROZEN.slice(0, n));

/**
 * Mechanisms that work as the real ones do, with the same random bits, and record every call. The value of a bounded query is not
 * visible from outside: it is observed only through the mechanism, which is applied a second time under frozen noise.
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

/** The positions of the calls whose exact input differs between the two worlds. */
export function touched(a: Recording, b: Recording): number[] {
  return [...a.calls.keys()].filter((i) => squaredDistance(a.calls[i], b.calls[i]) > 0n);
}

/**
 * Lists where two worlds that differ by one household break the rule "same control flow, same noise, measured distance ≤ declared
 * sensitivity"; empty when they do not.
 */
export function violations(a: Recording, b: Recording): string[] {
  if (a.calls.length !== b.calls.length) return [`${a.calls.length} calls of mechanisms against ${b.calls.length}`];
  const broken: string[] = [];
  if (a.bytes !== b.bytes) broken.push(`${a.bytes} bytes of entropy against ${b.bytes}`);
  for (const [i, call] of a.calls.entries()) {
    const other = b.calls[i] as Call;
    if (call.terms !== other.terms) broken.push(`call ${i}: ${call.terms} against ${other.terms}`);
    const distance = squaredDistance(call, other);
    if (distance > call.sensitivity ** 2n)
      broken.push(`call ${i}: distance² ${distance} of a query of sensitivity ${call.sensitivity}`);
    if (call.probe.length !== other.probe.length)
      broken.push(`call ${i}: ${call.probe.length} integers against ${other.probe.length}`);
    if (String(noiseOf(call)) !== String(noiseOf(other)) && call.out && other.out) broken.push(`call ${i}: the noise is another`);
  }
  return broken;
}

function squaredDistance(a: Call | undefined, b: Call | undefined): bigint {
  return (a?.probe ?? []).reduce((sum, value, i) => sum + (value - (b?.probe[i] ?? 0n)) ** 2n, 0n);
}

/** The drawn noise less the frozen noise, in which the exact values cancel. */
function noiseOf({ out, probe }: Call): bigint[] | null {
  return out?.map((value, i) => value - (probe[i] as bigint)) ?? null;
}
