import { KILOWATT } from "./amounts.ts";
import { eachRow, type Importer, type TableForm } from "./forms.ts";
import { Instants, labelAt, plain } from "./stamps.ts";

/** The first line that is not blank, from 1, and the names of its columns. */
function headerOf(head: string) {
  const lines = head.split(/\r\n|\n|\r/);
  const at = lines.findIndex((line) => line.trim() !== "");
  const names = (lines[at] ?? "").split(";").map((name) => plain(name.replaceAll('"', "")));
  return { line: at + 1, start: names.indexOf("debut"), power: names.indexOf("kw") };
}

/**
 * Conso Downloader, a browser extension (`historique_conso_<PRM>….csv`).
 *
 * Shape: `debut;kW`, a byte order mark, decimal commas, the word `null` for nothing. Unit: mean kW. Interval: the time
 * is its **start**. Traps: that, where Enedis' own files give the end; the step is not written down.
 */
export const consoDownloader: Importer<TableForm> = {
  id: "conso-downloader",
  kind: "table",
  recognises: ({ head }) => headerOf(head).start >= 0 && headerOf(head).power >= 0,
  read: (form, notebook) => {
    const header = headerOf(form.head);
    const instants = new Instants(notebook.time);
    const of = { measure: "electricity.energy" };
    eachRow(form, header, notebook, (cells) => ({
      of,
      when: labelAt("start", instants.read(cells[header.start]?.trim())),
      value: cells[header.power],
      unit: KILOWATT,
    }));
  },
};
