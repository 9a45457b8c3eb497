import type { Plugin } from "vite";

/** The page for addresses where there is nothing. It has no program and loads no data. */
export const ABSENT = "/404.html";

/** Font weights of the pages, preloaded because text would otherwise be laid out twice. */
const WEIGHTS = [400, 600, 700, 800];

const WAIT =
  '<p class="wait">La page n’est pas encore prête. Si rien ne vient, rechargez la page. <span lang="en">The page is not ready yet. If nothing comes, reload it.</span></p>';

/** For browsers without JavaScript, on pages that have no such text of their own. */
const NO_PROGRAM = `<noscript>
  <p>Cette page calcule tout dans votre navigateur : elle a besoin de JavaScript. Les données sont aussi en accès direct : <a href="v1/catalog.json">v1/catalog.json</a>.</p>
  <p lang="en">This page computes everything in your browser, and needs JavaScript. The data are also open at <a href="v1/catalog.json">v1/catalog.json</a>.</p>
</noscript>`;

/** The part of the head that all pages share. `up` leads from the page's file to the folder of pages. */
function commonHead(up: string): string {
  const fonts = WEIGHTS.map(
    (weight) =>
      `<link rel="preload" as="font" type="font/woff2" crossorigin href="${up}../node_modules/@fontsource/figtree/files/figtree-latin-${weight}-normal.woff2" />`,
  );
  return [
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    '<meta name="color-scheme" content="light dark" />',
    '<meta name="referrer" content="no-referrer" />',
    ...fonts,
    `<link rel="stylesheet" href="${up}shared/theme.css" />`,
  ].join("\n");
}

/**
 * Adds to a page's file what all pages share, so that the file contains only its own description, title, style and program, and
 * what its body shows until the program runs.
 */
export function pageHead(): Plugin {
  return {
    name: "page-head",
    transformIndexHtml: {
      order: "pre",
      handler: (html, { path }) => {
        const up = "../".repeat(path.split("/").length - 2) || "./";
        const isWhole = path.endsWith(ABSENT);
        const body = isWhole
          ? ""
          : [html.includes('class="wait"') ? "" : WAIT, html.includes("<noscript>") ? "" : NO_PROGRAM].join("\n");
        const icon = html.includes('rel="icon"') ? "" : '\n<link rel="icon" type="image/svg+xml" href="/icon.svg" />';
        return html.replace("<head>", () => `<head>\n${commonHead(up)}${icon}`).replace("<body>", () => `<body>\n${body}`);
      },
    },
  };
}
