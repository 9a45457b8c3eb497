import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Eight pages, all at one level, every address relative: the folder works at the root of the portal
 * (which serves `/compare` from `compare.html`) and below any path of a static host. Nothing is
 * inlined and nothing comes from elsewhere, so that `default-src 'self'` holds.
 */
export default defineConfig({
  root: here("."),
  base: "./",
  worker: { format: "es" },
  build: {
    outDir: here("../dist/web"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: ["index", "compare", "explore", "district", "privacy", "contribute", "my-contribution", "notice"].map((page) =>
        here(`./${page}.html`),
      ),
    },
  },
});
