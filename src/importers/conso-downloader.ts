import { KILOWATT } from "./amounts.ts";
import { linesOfHead, tableImporter } from "./forms.ts";
import { instantReader, labelAt, stampReader } from "./stamps.ts";
import { plain } from "./words.ts";

/** The number of the first non-blank line, from 1, and its columns; null where they are not the expected ones. */
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
 * Shape: `debut;kW`, a byte order mark, decimal commas, the word `null` for no value. Unit: mean kW. Interval: the time is its
 * **start**. Traps: Enedis' own files give the end instead; the length of the steps is not stated.
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
