import { readHouseholdFile } from "../../importers/index.ts";
import type { Bench } from "./bench.ts";
import { repeated } from "./measure.ts";

const HEAD = [
  "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes",
  "00000000000000;Courbe de charge;01/01/2025;01/01/2025;Energie active;Consommation;Comptage Brut;W;",
  "Horodate;Valeur",
  "",
].join("\n");
/** Start of the file, which has a reading every ten minutes: a hundred megabytes are 63 years. */
const FROM = Date.UTC(2025, 0, 1);
const STEP = 600_000;
const LINE = "2025-01-01T00:00:00+00:00;1000\n".length;

/** A load curve (Enedis) of about `bytes` bytes. */
function curve(bytes: number): Uint8Array {
  const text = new TextEncoder();
  const file = new Uint8Array(bytes);
  let at = text.encodeInto(HEAD, file).written;
  for (let i = 1; at + LINE <= bytes; i += 1) {
    const when = new Date(FROM + STEP * i).toISOString().slice(0, 19);
    at += text.encodeInto(`${when}+00:00;${1000 + (i % 9000)}\n`, file.subarray(at)).written;
  }
  return file.subarray(0, at);
}

export const importBench: Bench = {
  name: "import",
  about: "reading a load curve of ten-minute steps, from the bytes in memory to whole months",
  run: async ({ sizes: { megabytes, repeats }, progress }) => {
    const bytes = curve(1_000_000 * megabytes);
    progress(`import: ${repeats} times ${megabytes} MB`);
    let points = 0;
    const { total_s, peak_MB } = await repeated(repeats, async () => {
      points = (await readHouseholdFile({ name: "curve", bytes })).points;
    });
    const figures = { points, total_s, MB_per_s: bytes.length / 1e6 / total_s, peak_MB };
    return [{ what: `${megabytes} MB`, figures }];
  },
};
