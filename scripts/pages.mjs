/** Every page of the site, by its path from the site's root, read from the list of the build. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./ensure.mjs";

const config = readFileSync(join(root, "dashboards/vite.config.ts"), "utf8");
const list = /input: \[([^\]]+)\]/.exec(config)?.[1] ?? "";

export const PAGES = [...list.matchAll(/"([\w-]+)"/g)].map(([, page]) => (page === "index" ? "" : page));
