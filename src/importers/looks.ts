import looks from "./unknown-file.json" with { type: "json" };

/**
 * What a file that no reader recognises may be: what it `is`, to follow "the file", and what to do `instead`, in sentences that
 * do not quote it; page and command line use the same ones. Kinds up to `binary` are recognised by the first bytes, the others by
 * what the readers found.
 */
export const FILE_KINDS = looks;
export type UnknownFileKind = keyof typeof FILE_KINDS;

/** Whether readings can come in such files, so that a list of readable ones helps. */
export const mayBeReadings = (looks: UnknownFileKind): boolean =>
  ["enedis", "untitled", "table", "json", "lines", "xml", "workbook", "archive"].includes(looks);

/** The first key of a file of a visitor's answers, which Me situer makes and takes back; it has the version. */
export const ANSWERS_MARK = "voisinage_answers";
