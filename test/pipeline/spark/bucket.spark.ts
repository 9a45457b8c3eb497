import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { until } from "../../support/cli.ts";
import { inFolder } from "../../support/folder.ts";
import { exactOf, households, SPARK_HOME } from "../../support/spark/spark.ts";

/** The site's connector, by `npm run test:s3a`. */
const JARS = process.env.VOISINAGE_S3A_JARS;
const DEFAULTS = fileURLToPath(new URL("../../support/spark/spark-defaults.conf", import.meta.url));

interface Store {
  readonly endpoint: string;
  /** What it was asked for, a line a request. */
  readonly requests: () => string;
  readonly stop: () => Promise<void>;
}

/** An object store of its own on loopback. */
async function startStore(): Promise<Store> {
  const child = spawn("python3", ["-m", "moto.server", "--host", "127.0.0.1", "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  const found = () => /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
  await until(() => found() !== undefined, "the store listens");
  return { endpoint: found() as string, requests: () => text, stop: () => end(child) };
}

async function end(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null && child.kill("SIGTERM")) await once(child, "exit");
}

test.skipIf(JARS === undefined)(
  "the exchange is a bucket, which this machine has mounted and Spark reads and writes by s3a: the sums are those of DuckDB, and nothing is left in it",
  () =>
    inFolder(async (folder) => {
      const exchange = join(folder, "exchange");
      const site = join(folder, "site");
      for (const made of [exchange, site]) mkdirSync(made);
      const store = await startStore();
      let mount: ChildProcess | undefined;
      try {
        // The site's: the connector and where the store is in its settings, its keys in the environment.
        const settings = {
          "driver.extraClassPath": `${JARS}/*`,
          "hadoop.fs.s3a.endpoint": store.endpoint,
          "hadoop.fs.s3a.endpoint.region": "us-east-1",
          "hadoop.fs.s3a.path.style.access": "true",
          "hadoop.fs.s3a.connection.ssl.enabled": "false",
        };
        const lines = Object.entries(settings).map(([name, value]) => `spark.${name} ${value}\n`);
        writeFileSync(join(site, "spark-defaults.conf"), readFileSync(DEFAULTS, "utf8") + lines.join(""));
        vi.stubEnv("SPARK_CONF_DIR", site);
        vi.stubEnv("AWS_ACCESS_KEY_ID", "of-the-site");
        vi.stubEnv("AWS_SECRET_ACCESS_KEY", "none");
        // A bundle of authorities means nothing to a store on loopback, and ends rclone.
        const { AWS_CA_BUNDLE: _, ...env } = process.env;
        const remote = `:s3,provider=Other,env_auth=true,region=us-east-1,endpoint='${store.endpoint}':commons`;
        const rclone = { stdio: "pipe", encoding: "utf8", env } as const;
        execFileSync("rclone", ["mkdir", remote], rclone);
        // A file in one piece: of one in parts this store gives a version that it does not find again.
        const options = ["--dir-cache-time", "0s", "--streaming-upload-cutoff", "10M"];
        mount = spawn("rclone", ["mount", `${remote}/exchange`, exchange, ...options], { stdio: "ignore", env });
        const { dev } = statSync(folder);
        await until(() => statSync(exchange).dev !== dev, "the bucket is mounted");
        const engine = {
          home: SPARK_HOME,
          master: "local[2]",
          exchange,
          exchangeUrl: "s3a://commons/exchange",
          stallMinutes: 4,
        };
        expect(await exactOf(households(500), engine)).toEqual(await exactOf(households(500)));
        // Nobody but Spark writes what comes back, and it has no other way to it.
        expect(store.requests()).toMatch(/"PUT \/commons\/exchange\/voisinage-spark-town-\w+\/partials\//);
        expect(readdirSync(exchange)).toEqual([]);
        expect(execFileSync("rclone", ["lsf", "--recursive", "--files-only", remote], rclone)).toBe("");
      } finally {
        if (mount) await end(mount);
        await store.stop();
      }
    }),
);
