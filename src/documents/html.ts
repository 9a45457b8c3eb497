import type { LocalBlock, Localised } from "./document.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] as string);
}

function block(one: LocalBlock): string {
  if ("text" in one) return `<p>${escaped(one.text)}</p>`;
  if ("list" in one) return `<ul>\n${one.list.map((item) => `<li>${escaped(item)}</li>`).join("\n")}\n</ul>`;
  const head = one.table.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("");
  const body = one.table.rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`).join("\n");
  return `<div class="wide"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`;
}

/** Legible on a phone and on paper; nothing is loaded from anywhere. */
const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
li { margin: 0.25rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8888; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } }
`;

/** A document as one page that stands alone and can be printed: no script, no other file. */
export function toHtml({ language, title, lead, sections }: Localised): string {
  const body = [
    `<h1>${escaped(title)}</h1>`,
    ...lead.map(block),
    ...sections.map(
      ({ id, title: heading, blocks }) =>
        `<section id="${escaped(id)}">\n<h2>${escaped(heading)}</h2>\n${blocks.map(block).join("\n")}\n</section>`,
    ),
  ];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.join("\n")}
</main>
</body>
</html>
`;
}
