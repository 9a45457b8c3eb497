import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A code block of a guide: what its first line names, and the lines after it. */
export interface GuideBlock {
  readonly name: string;
  readonly text: string;
}

/** The code blocks of one section of `docs/develop.md`, in their order. */
export function guideBlocks(title: string): GuideBlock[] {
  const page = readFileSync(join(ROOT, "docs/develop.md"), "utf8");
  const section = new RegExp(`^## ${title}$([\\s\\S]*?)^## `, "m").exec(page)?.[1] ?? "";
  return [...section.matchAll(/^ {3}```(?:tsx?|html)\n([\s\S]*?)^ {3}```$/gm)].map(([, indented = ""]) => {
    const text = indented.replace(/^ {3}/gm, "");
    const [, name = ""] = /^(?:\/\/ |<!-- )(\S+)(?: -->)?\n/.exec(text) ?? [];
    return { name, text: text.replace(/^.*\n/, "") };
  });
}

/** Copies parts of the clone to a folder that has the same packages; `close` removes it. */
export function copyOfClone(parts: readonly string[]): { readonly folder: string; readonly close: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-guide-"));
  for (const part of parts) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The path of a package's command. */
export function binOf(path: string): string {
  return join(dirname(join(ROOT, "package.json")), "node_modules", path);
}
