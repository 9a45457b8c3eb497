import { KILOWATT } from "./amounts.ts";
import { linesOfHead, tableImporter } from "./forms.ts";
import { instantReader, labelAt, stampReader } from "./stamps.ts";
import { plain } from "./words.ts";

/** The first line that is not blank, from 1, and its columns; null where they are not the expected ones. */
function headerOf(head: string) {
  const lines = linesOfHead(head);
  const at = lines.findIndex((line) => line.trim() !== "");
  const names = (lines[at] ?? "").split(";").map((name) => plain(name.replaceAll('"', "")));
  const [start, power] = [names.indexOf("debut"), names.indexOf("kw")];
  return start < 0 || power < 0 ? null : { line: at + 1, start, power };
}

/**
 * Conso Downloader, a browser extension (`historique_conso_<PRM>….csv`).
 *
 * Shape: `debut;kW`, a byte order mark, decimal commas, the word `null` for nothing. Unit: mean kW. Interval: the time
 * is its **start**. Traps: that, where Enedis' own files give the end; the step is not written down.
 */
export const consoDownloader = tableImporter("conso-downloader", headerOf, ({ start, power }, { time }) => {
  const [instantOf, stampOf] = [instantReader(time), stampReader()];
  const of = { measure: "electricity.energy" };
  return (cells) => ({
    of,
    when: labelAt("start", instantOf(stampOf(cells[start]))),
    value: cells[power],
    unit: KILOWATT,
  });
});
