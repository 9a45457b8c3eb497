import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
/**
 * Folders of delivered code, each with the least number of files that it must have: otherwise the test would pass over no files.
 */
const FOLDERS = { src: 400, dashboards: 300 } as const;
const MOST_LINES = 60;

/** Functions of more lines than that, outside of one that says why it is long. */
function unexplained(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const unexplainedFunctions: string[] = [];
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1;
      const comment = text.slice(node.pos, node.getStart());
      if (lines > MOST_LINES && /\blong(, for| because)\b/i.test(comment)) return;
      if (lines > MOST_LINES) unexplainedFunctions.push(`${name}:${lineOf(node.getStart()) + 1} has ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return unexplainedFunctions;
}

test.each(Object.entries(FOLDERS))("a function of more than 60 lines in %s/ says why", (folder, least) => {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  const files = names.filter((file) => /\.tsx?$/.test(file)).map((file) => join(folder, file));
  expect(files.length).toBeGreaterThan(least);
  expect(files.flatMap((file) => unexplained(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
});

test("one that does not is found", () => {
  const body = `${"  call();\n".repeat(60)}}\n`;
  expect(unexplained("a.ts", `function long() {\n${body}`)).toEqual(["a.ts:1 has 62 lines"]);
  expect(unexplained("a.ts", `/** Long, for it calls. */\nfunction long() {\n${body}`)).toEqual([]);
  const markup = `${"    <br />\n".repeat(60)}`;
  expect(unexplained("a.tsx", `const Long = () => (\n  <p>\n${markup}  </p>\n);\n`)).toEqual(["a.tsx:1 has 64 lines"]);
});
