import { readHouseholdFile } from "../../importers/index.ts";
import type { Bench } from "./bench.ts";
import { forgetPeak, median, peakMemory, seconds } from "./measure.ts";

const HEAD = [
  "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes",
  "00000000000000;Courbe de charge;01/01/2025;01/01/2025;Energie active;Consommation;Comptage Brut;W;",
  "Horodate;Valeur",
  "",
].join("\n");
/** From here on, a reading every ten minutes: a hundred megabytes are 63 years. */
const FROM = Date.UTC(2025, 0, 1);
const STEP = 600_000;
const LINE = "2025-01-01T00:00:00+00:00;1000\n".length;

/** A load curve of about so many bytes. */
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

export const importing: Bench = {
  name: "import",
  about: "reading a load curve of ten-minute steps, from the bytes in memory to whole months",
  run: async ({ sizes, progress }) => {
    const bytes = curve(1_000_000 * sizes.megabytes);
    const run = async () => {
      const begun = seconds();
      const { points } = await readHouseholdFile({ name: "curve", bytes });
      return { took: seconds() - begun, points };
    };
    const { points } = await run();
    forgetPeak();
    const times: number[] = [];
    for (let i = 0; i < sizes.repeats; i += 1) {
      progress(`import: ${i + 1} of ${sizes.repeats}`);
      times.push((await run()).took);
    }
    const total = median(times);
    const figures = { points, total_s: total, MB_per_s: bytes.length / 1e6 / total, peak_MB: peakMemory() };
    return [{ what: `${sizes.megabytes} MB`, figures }];
  },
};
