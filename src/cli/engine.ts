import type { SparkEngine } from "../pipeline/index.ts";
import { choice, needed, text, UsageError, type VerbInput, wholeOption } from "./verb.ts";

/** Minutes that a cluster may take for its first task, or for one of its last. */
const STALL_MINUTES = 15;

/** Options of the verbs that make sums: by which engine. */
export const ENGINE = {
  engine: choice(
    ["duckdb", "spark"],
    "what makes the exact sums: this process, or Apache Spark for what is larger than a machine",
  ),
  exchange: text("DIR", "with --engine spark: a folder that all machines of the cluster have at the same path"),
  master: text("URL", "with --engine spark: local[2], spark://HOST:7077, yarn or k8s://…; by default local[*]"),
  stall: wholeOption(
    "MINUTES",
    `with --engine spark: minutes without progress after which it is ended; by default ${STALL_MINUTES}`,
    1,
    1440,
  ),
};

/** Undefined: this process makes the sums. @throws UsageError */
export function engineOf({ engine, exchange, master, stall }: VerbInput<typeof ENGINE>): SparkEngine | undefined {
  if (engine === "spark")
    return {
      home: process.env.SPARK_HOME || undefined,
      master: master ?? "local[*]",
      exchange: needed("exchange", exchange),
      stallMinutes: stall ?? STALL_MINUTES,
    };
  for (const [name, given] of Object.entries({ exchange, master, stall }))
    if (given !== undefined) throw new UsageError(`--${name} goes with --engine spark`);
  return undefined;
}
