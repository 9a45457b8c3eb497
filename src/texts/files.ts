/** Reads the texts in this folder. The only module here that needs Node. */
import { readdirSync, readFileSync } from "node:fs";
import { parseTexts, type Texts } from "./page.ts";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

function textsIn(folder: string) {
  const names = readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith(".md"));
  return parseTexts(Object.fromEntries(names.map((name) => [name.slice(0, -".md".length), read(`${folder}${name}`)])));
}

export const TEXTS: Texts = {
  fr: textsIn("./fr/"),
  en: textsIn("./en/"),
  html: { page: read("./page.html"), block: read("./block.html") },
};
