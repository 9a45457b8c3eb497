import { decodeHead } from "./text.ts";
import { plain } from "./words.ts";

/** The measure that a table is likelier of, as `domain.measure`, and the word of its name or titles that says so. */
export interface MeasureHint {
  readonly measure: string;
  readonly word: string;
}

/** Words of file names and titles by the measure that they tell. They are not in the domains, which every page loads. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  "electricity.energy": ["elec", "Linky", "Enedis", "PRM"],
  "gas.energy": ["gaz", "gas", "GRDF", "PCE"],
};

/** Titles and what stands above them, in characters. */
const TITLES = 600;
/** Letters from which a sign may begin a longer word: `elec` in `electricite`, but not `gas` in `gasoil`. */
const STEM = 4;

/** The one measure whose signs are in a file's name or titles; null: there is none, or several. The word is from our own list, never the file's. */
export function hintIn({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): MeasureHint | null {
  const text = plain(`${name} ${decodeHead(bytes).slice(0, TITLES)}`);
  const words = text.split(/[^a-z]+/);
  const found = Object.entries(SIGNS).flatMap(([measure, signs]) => {
    const word = signs.find((sign) =>
      words.some((one) => one === plain(sign) || (sign.length >= STEM && one.startsWith(plain(sign)))),
    );
    return word === undefined ? [] : [{ measure, word }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
