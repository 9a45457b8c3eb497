import looks from "./unknown-file.json" with { type: "json" };

/**
 * What a file may look like, where no reader knows it: what it `is`, said after “the file”, and what to do `instead`, in words that do
 * not quote it; the page and the command line say the same. Those up to `binary` are recognised by the first bytes, the
 * others by what the readers made of the file.
 */
export const LOOKS = looks;
export type UnknownFileKind = keyof typeof LOOKS;

/** Is it something that readings do come in, so that it helps to say whose are read? */
export const mayBeReadings = (looks: UnknownFileKind): boolean =>
  ["table", "json", "lines", "xml", "workbook", "archive"].includes(looks);
