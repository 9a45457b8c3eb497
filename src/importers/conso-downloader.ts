import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf } from "./quantities.ts";
import { Instants, plain } from "./stamps.ts";

/** kW as thousandths of a watt. */
const KILOWATT = { places: 6, denominator: 1n };

function columnsOf(line: string): string[] {
  return line.split(";").map((name) => plain(name.replaceAll('"', "")));
}

function read(form: TableForm, notebook: Notebook): void {
  let names: string[] | null = null;
  const curve = notebook.curve({ measure: "electricity.energy" }, "start");
  const instants = new Instants(notebook.time);
  for (const { line, cells } of form.rows()) {
    if (cells === null) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    if (cells.length === 1 && cells[0]?.trim() === "") continue;
    if (names === null) {
      names = cells.map(plain);
      continue;
    }
    if (cells.length < 2) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const instant = instants.read(cells[names.indexOf("debut")]?.trim() ?? "");
    const power = amountOf(cells[names.indexOf("kw")], KILOWATT);
    if (typeof instant === "string") notebook.refuse(line, instant);
    else if (typeof power === "string") notebook.refuse(line, power);
    else curve.add(instant, power, false, line);
  }
}

/**
 * Conso Downloader, a browser extension (`historique_conso_<PRM>….csv`).
 *
 * Shape: `debut;kW`, a byte order mark, decimal commas, the word `null` for nothing. Unit: mean kW. Interval: the time
 * is its **start**. Traps: that, where Enedis' own files give the end; the step is not written down.
 */
export const consoDownloader = importer<TableForm>({
  id: "conso-downloader",
  labels: { fr: "Conso Downloader (CSV)", en: "Conso Downloader (CSV)" },
  form: "table",
  recognises: ({ head }) => {
    const names = columnsOf(head.split(/\r\n|\n|\r/).find((line) => line.trim() !== "") ?? "");
    return names.includes("debut") && names.includes("kw");
  },
  read,
});
