import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../src/", import.meta.url));
const MOST_LINES = 60;

/** Functions of more lines than that, outside of one that says why it is long. */
function unexplained(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1;
      const comment = text.slice(node.pos, node.getStart());
      if (lines > MOST_LINES && /\bLong, for\b/.test(comment)) return;
      if (lines > MOST_LINES) found.push(`${name}:${lineOf(node.getStart()) + 1} has ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("a function of more than 60 lines says why", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(400);
  expect(files.flatMap((file) => unexplained(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("one that does not is found", () => {
  const body = `${"  call();\n".repeat(60)}}\n`;
  expect(unexplained("a.ts", `function long() {\n${body}`)).toEqual(["a.ts:1 has 62 lines"]);
  expect(unexplained("a.ts", `/** Long, for it calls. */\nfunction long() {\n${body}`)).toEqual([]);
});
