import type { SparkEngine } from "../pipeline/index.ts";
import { choice, needed, option, text, UsageError, type VerbInput, wholeOption } from "./verb.ts";

/** Minutes without progress after which Spark is ended: its first task, or one of its last, may take long. */
const STALL_MINUTES = 15;

/**
 * The address of a bucket. It allows no key or other text before the bucket's name, since other users can read a command line.
 */
const PLACE = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@?#]+(\/[^\s/@?#]+)*$/;

/** Options of the verbs that compute sums: with which engine. */
export const ENGINE = {
  engine: choice(
    ["duckdb", "spark"],
    "what makes the exact sums: this process, or Apache Spark for what is larger than a machine",
  ),
  exchange: text("DIR", "with --engine spark: a folder that all machines of the cluster have at the same path"),
  exchangeUrl: option(
    "URL",
    "with --engine spark: what the cluster calls that folder where it is a bucket that this machine alone has mounted, such as s3a://BUCKET/PREFIX",
    (given, name) => {
      // The value is not quoted: it may contain a key of the store.
      if (!PLACE.test(given))
        throw new UsageError(`--${name} must name a place such as s3a://BUCKET/PREFIX, without a key, ?, # or a / at its end`);
      return given;
    },
  ),
  master: text("URL", "with --engine spark: local[2], spark://HOST:7077, yarn or k8s://…; by default local[*]"),
  stall: wholeOption(
    "MINUTES",
    `with --engine spark: minutes without progress after which it is ended; by default ${STALL_MINUTES}`,
    1,
    1440,
  ),
};

/** The Spark engine to use; undefined: this process computes the sums. @throws UsageError */
export function engineOf({ engine, exchange, exchangeUrl, master, stall }: VerbInput<typeof ENGINE>): SparkEngine | undefined {
  if (engine === "spark")
    return {
      home: process.env.SPARK_HOME || undefined,
      master: master ?? "local[*]",
      exchange: needed("exchange", exchange),
      exchangeUrl,
      stallMinutes: stall ?? STALL_MINUTES,
    };
  for (const [name, given] of Object.entries({ exchange, "exchange-url": exchangeUrl, master, stall }))
    if (given !== undefined) throw new UsageError(`--${name} goes with --engine spark`);
  return undefined;
}
