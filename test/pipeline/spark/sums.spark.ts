import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder } from "../../support/folder.ts";
import { exactOf, households, SPARK_HOME, sparkAfter } from "../../support/spark/spark.ts";

const engine = (exchange: string, home = SPARK_HOME) => ({ home, master: "local[2]", exchange, stallMinutes: 15 });

test("the sums of Spark are those of DuckDB; no file of the exchange or of Spark shows an attribute meanwhile, and nothing is left", () =>
  inFolder(async (folder) => {
    const exchange = join(folder, "exchange");
    mkdirSync(exchange);
    // It looks at all files but script and libraries again and again, as long as Spark runs, which takes the shell's place. Seven letters stand by
    // chance in some megabytes of base64 less than once in 100 000 runs.
    const looks = `find . -name 'rdd_*' -o -name 'shuffle_*.data' >> '${folder}/blocks'; grep -rl --exclude=run.sql --exclude='*.so' unknown . "$EXCHANGE" >> '${folder}/clear'`;
    const watch = `( while kill -0 $$; do ${looks}; sleep .1; done ) < /dev/null > /dev/null 2>&1 &`;
    const home = sparkAfter(folder, exchange, watch);
    expect(await exactOf(households(2000), engine(exchange, home))).toEqual(await exactOf(households(2000)));
    expect(readdirSync(exchange)).toEqual([]);
    expect(readFileSync(join(folder, "clear"), "utf8")).toBe("");
    const blocks = readFileSync(join(folder, "blocks"), "utf8");
    for (const kind of [/rdd_\d+_\d+$/m, /shuffle_.*\.data$/m]) expect(blocks).toMatch(kind);
  }));

const FILE = '"$EXCHANGE"/voisinage-*/households/part-000000';

test.each([
  // A file under another name is somebody else's: what is sealed is bound to its own.
  ["a foreign file", `for f in ${FILE}; do cp "$f" "\${f%0}1"; done`, /^exchange-damaged: Spark found something .* did not seal/],
  ["a household that is lost", `sed -i 1d ${FILE}`, /^exchange-damaged: Spark did not read just what was handed over/],
  ["one in the place of another", `sed -i '1d;2p' ${FILE}`, /^exchange-damaged: Spark did not read just what was handed over/],
])("%s is refused, and nothing is left", (_, lines, sentence) =>
  inFolder(async (folder) => {
    const exchange = join(folder, "exchange");
    mkdirSync(exchange);
    const said = await exactOf(households(200), engine(exchange, sparkAfter(folder, exchange, lines))).then(
      () => "it was taken",
      ({ code, message }) => `${code}: ${message}`,
    );
    expect(said).toMatch(sentence);
    expect(readdirSync(exchange)).toEqual([]);
  }),
);

test("a full exchange is refused by the class of the error, and nothing is left", (ctx) =>
  inFolder(async (folder) => {
    const exchange = join(folder, "exchange");
    mkdirSync(exchange);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", exchange], { stdio: "ignore" });
    } catch {
      return ctx.skip("mounting a small disk needs root");
    }
    try {
      const home = sparkAfter(folder, exchange, 'dd if=/dev/zero of="$EXCHANGE/ballast" bs=1k count=1000 2>/dev/null');
      const said = await exactOf(households(100), engine(exchange, home)).catch(({ code, message }) => `${code}: ${message}`);
      expect(said).toMatch(/^engine-failed: Spark ended with 1 \([A-Za-z_.]+\) before the sums were made\. Nothing was drawn$/);
      expect(readdirSync(exchange)).toEqual(["ballast"]);
    } finally {
      execFileSync("umount", ["-l", exchange]);
    }
  }));
