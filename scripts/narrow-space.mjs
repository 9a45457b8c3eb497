/**
 * Makes the type of one glyph that `dashboards/shared/theme/type.css` adds to Figtree: the narrow no-break space (U+202F) of French
 * thousands, 1 234. Figtree lacks it, so browsers draw half of its space, an eighth of an em, which is hardly seen. This one is a
 * fifth, as thin spaces are.
 *
 *     node scripts/narrow-space.mjs
 *
 * The tables are those of OpenType without which browsers refuse a file (https://learn.microsoft.com/typography/opentype/spec/otff).
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const FILE = fileURLToPath(new URL("../dashboards/shared/theme/narrow-space.ttf", import.meta.url));

/** Units of an em, the glyph's width, its code, and the heights above and below the line, which are Figtree's. */
const [EM, WIDTH, CODE, ASCENT, DESCENT] = [1000, 200, 0x202f, 950, -250];
/** Name identifiers of family, style, full name and PostScript name. */
const NAMES = [1, 2, 4, 6];
const CHECKSUM_OF_ALL = 0xb1b0afba;

/** Numbers of two bytes, or of four. */
function words(...values) {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * i);
  return bytes;
}
const longs = (...values) => words(...values.flatMap((value) => [value >>> 16, value]));
const zeros = (count) => Array(count).fill(0);
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

function checksum(bytes) {
  const whole = padded(bytes);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The tables by their tags. Glyph 0 stands for what is missing, glyph 1 is the space; neither has an outline. */
function tables() {
  const name = Buffer.from("Narrow Space", "utf16le").swap16();
  const records = NAMES.flatMap((id) => [3, 1, 0x409, id, name.length, 0]);
  const segments = [4, 4, 1, 0, CODE, 0xffff, 0, CODE, 0xffff, 1 - CODE, 1, 0, 0];
  const sizes = [650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0];
  return {
    "OS/2": Buffer.concat([
      words(4, WIDTH, 400, 5, 0, ...sizes, ...zeros(5), ...zeros(8), 0x2020, 0x2020),
      words(0x40, CODE, CODE, ASCENT, DESCENT, 0, ASCENT, -DESCENT, ...zeros(4), 500, 700, 0, 32, 1),
    ]),
    cmap: Buffer.concat([words(0, 1, 3, 1), longs(12), words(4, 32, 0), words(...segments)]),
    glyf: longs(0),
    head: Buffer.concat([
      longs(0x10000, 0x10000, 0, 0x5f0f3cf5),
      words(3, EM),
      longs(...zeros(4)),
      words(...zeros(5), 8, 2, 0, 0),
    ]),
    hhea: words(1, 0, ASCENT, DESCENT, 0, WIDTH, 0, 0, 0, 1, ...zeros(7), 2),
    hmtx: words(500, 0, WIDTH, 0),
    loca: words(0, 0, 0),
    maxp: words(1, 0, 2, ...zeros(4), 2, ...zeros(8)),
    name: Buffer.concat([words(0, NAMES.length, 6 + 2 * records.length, ...records), name]),
    post: Buffer.concat([longs(0x30000, 0), words(-100, 50), longs(...zeros(5))]),
  };
}

/** The file: a directory of the tables, and the tables. */
export function narrowSpace() {
  const entries = Object.entries(tables());
  let offset = 12 + 16 * entries.length;
  const directory = entries.map(([tag, table]) => {
    const entry = Buffer.concat([Buffer.from(tag.padEnd(4)), longs(checksum(table), offset, table.length)]);
    offset += padded(table).length;
    return entry;
  });
  const header = Buffer.concat([longs(0x10000), words(entries.length, 128, 3, 16 * entries.length - 128)]);
  const file = Buffer.concat([header, ...directory, ...entries.map(([, table]) => padded(table))]);
  const head = directory.find((entry) => entry.toString("latin1", 0, 4) === "head").readUInt32BE(8);
  file.writeUInt32BE((CHECKSUM_OF_ALL - checksum(file)) >>> 0, head + 8);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, narrowSpace());
