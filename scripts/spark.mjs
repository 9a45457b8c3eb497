/**
 * `npm run test:spark`: tests with Apache Spark itself on this machine: the steps on both engines, whole publications, and a
 * cluster of a master and two workers on loopback. It installs PySpark into `.tools/` where it is missing (456 MB, from the
 * Python registry, with Spark and its commands), and needs Java 17 or 21. It takes some minutes, and so is no part of `npm
 * test`; `.ci/run` runs it after `npm test` where PySpark is installed.
 *
 *     npm run spark:install           only installs
 *     npm run test:s3a                run by hand: an exchange in a bucket by Spark's `s3a` connector (690 MB of jars, with Maven),
 *                                     against `moto` on loopback, mounted by rclone
 *     npm run test:spark -- FILE …    arguments are passed to vitest
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ensure, root } from "./ensure.mjs";

const VERSION = "4.3.0";
const FOLDER = join(root, ".tools", `pyspark-${VERSION}`);
const SPARK_HOME = process.env.SPARK_HOME ?? join(FOLDER, "pyspark");
/** The S3 connector of the Hadoop version that this Spark contains, with its dependencies. */
const CONNECTOR = join(root, ".tools", "hadoop-aws-3.5.0");
const CONNECTOR_JARS = [
  "org.apache.hadoop:hadoop-aws:3.5.0",
  "software.amazon.s3.analyticsaccelerator:analyticsaccelerator-s3:1.3.1",
  "software.amazon.awssdk:bundle:2.35.4",
];
/** Python packages of the object store on loopback. */
const STORE = join(root, ".tools", "moto");
const JVMS = "/usr/lib/jvm";

const hasSpark = () => existsSync(join(SPARK_HOME, "bin/spark-sql"));

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}`);
}

/** The major version of a `java`; 0 where it does not run. */
function javaVersion(command) {
  const { stdout, stderr } = spawnSync(command, ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(`${stderr ?? ""}${stdout ?? ""}`)?.[1] ?? 0);
}

/**
 * Home of a Java 17 or 21, which Spark 4 needs: the one in JAVA_HOME, one of Debian's, or the one on the path (null); undefined
 * where there is none.
 */
function javaHome() {
  const suits = (version) => version === 17 || version === 21;
  const named = process.env.JAVA_HOME;
  if (named && suits(javaVersion(join(named, "bin/java")))) return named;
  const installed = existsSync(JVMS) ? readdirSync(JVMS).map((name) => join(JVMS, name)) : [];
  const found = installed.find((home) => existsSync(join(home, "bin/java")) && suits(javaVersion(join(home, "bin/java"))));
  return found ?? (suits(javaVersion("java")) ? null : undefined);
}

/** Installs what is missing. @returns the environment that Spark needs */
function install() {
  if (!hasSpark()) {
    console.error(`Installing PySpark ${VERSION} into .tools/ …`);
    mkdirSync(FOLDER, { recursive: true });
    run("python3", ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--target", FOLDER, `pyspark==${VERSION}`]);
  }
  let home = javaHome();
  if (home === undefined && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.error("Installing Java 17 with apt …");
    run("apt-get", ["install", "-y", "--no-install-recommends", "openjdk-17-jre-headless"]);
    home = javaHome();
  }
  if (home === undefined) throw new Error("Spark needs Java 17 (Debian: apt-get install openjdk-17-jre-headless).");
  return { SPARK_HOME, ...(home === null ? {} : { JAVA_HOME: home }) };
}

const succeeds = (command, args, env = process.env) => spawnSync(command, args, { stdio: "ignore", env }).status === 0;

/** Installs what the test with a bucket needs beside Spark. @returns its environment */
function installS3a() {
  if (!existsSync(CONNECTOR)) {
    console.error("Installing Hadoop's S3 connector into .tools/ …");
    const part = `${CONNECTOR}.part`;
    for (const jar of CONNECTOR_JARS)
      run("mvn", ["--quiet", "--batch-mode", "dependency:copy", `-Dartifact=${jar}`, `-DoutputDirectory=${part}`]);
    renameSync(part, CONNECTOR);
  }
  const python = { PYTHONPATH: [STORE, process.env.PYTHONPATH].filter(Boolean).join(delimiter) };
  if (!succeeds("python3", ["-c", "import moto.server"], { ...process.env, ...python }))
    run("python3", ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--target", STORE, "moto[server]==5.2.1"]);
  if (!succeeds("rclone", ["version"]) || !succeeds("fusermount3", ["--version"]))
    run("apt-get", ["install", "-y", "--no-install-recommends", "rclone", "fuse3"]);
  return { VOISINAGE_S3A_JARS: CONNECTOR, ...python };
}

async function main([word, ...rest]) {
  if (word === "installed") return hasSpark() ? 0 : 1;
  const spark = install();
  if (word === "install") return 0;
  await ensure();
  if (word === "s3a") return test({ ...spark, ...installS3a() }, ["bucket", ...rest]);
  return test(spark, [...(word ? [word] : []), ...rest]);
}

/** Runs vitest and prints the counts last. @returns the exit code */
function test(spark, args) {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-test-"));
  const file = join(folder, "counts.json");
  try {
    const reporters = ["--reporter=default", "--reporter=./scripts/vitest-count.mjs"];
    const { status } = spawnSync(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "vitest.spark.config.ts", ...reporters, ...args],
      { cwd: root, stdio: "inherit", env: { ...process.env, ...spark, VOISINAGE_COUNTS: file } },
    );
    const { passed, failed, skipped } = existsSync(file)
      ? JSON.parse(readFileSync(file, "utf8"))
      : { passed: 0, failed: 1, skipped: [] };
    const failures = failed === 0 && (status !== 0 || passed === 0) ? 1 : failed;
    for (const { name, why } of skipped) console.log(`skipped: ${name}${why ? ` (${why})` : ""}`);
    console.log(`${passed} passed, ${failures} failed${skipped.length === 0 ? "" : `, ${skipped.length} skipped`}`);
    return failures === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
