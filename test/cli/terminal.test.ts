import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { printable } from "../../src/cli/verb.ts";
import { fromSource } from "../support/cli.ts";

test.each([
  ["a\u001b[2Jb", "a\\u001b[2Jb"],
  ["a\u009b2Jb", "a\\u009b2Jb"],
  ["all is well\rnothing is", "all is well\\u000dnothing is"],
  ["2026\u202eslaer", "2026\\u202eslaer"],
  ["\u2066a\u2069", "\\u2066a\\u2069"],
])("what could move the cursor or turn a line is escaped: %j", (text, shown) => expect(printable(text)).toBe(shown));

test("tables, line ends and letters of any script are printed as they are", () => {
  const text = "a\tb\r\nÉté à l’eau, 5 000 €, قرية, 👩\u200d👧\n";
  expect(printable(text)).toBe(text);
});

test.each([[], ["--json"]])("a refusal that quotes somebody's text has it escaped %j", async (...json) => {
  const { code, out, err } = await fromSource("release", "--home", "/nowhere\u202e", "--period", "2026\u202e\u001b", ...json);
  expect(code).toBeGreaterThan(0);
  for (const one of ["\u202e", "\u001b"]) expect(out + err).not.toContain(one);
  expect(out + err).toContain("\\u202e");
});

test("a reader that closes the pipe before it is written to ends no command with a stack", async () => {
  const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, "--help"]);
  child.stdout.destroy();
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  expect([...(await once(child, "close")), said]).toEqual([0, null, ""]);
});
