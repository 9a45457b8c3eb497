import { SMALL, textWidth } from "./parts.tsx";

/** A formatted figure: what stands before its number, the number, its decimals with their point, its unit, and a mark. */
const FIGURE = /^(\D*)(\d(?:[\d.,\s]*?\d)??)([.,]\d{1,2})?(\D*?)(\s\(\?\))?$/;
/** Tells whether a text is two ends of a margin, such as `10–70 €`. */
export const isInterval = (text: string): boolean => /\d–/.test(text);
/** Widths of a digit and of a decimal point in Figtree, as shares of the font size. */
const DIGIT = 0.62;
const POINT = 0.25;

/** A figure in a column. */
export interface ColumnFigure {
  readonly text: string;
  /** room in px after the figure, in place of decimals that it does not have */
  readonly after: number;
}

export interface FigureColumn {
  /** width of the widest figure, and of the unit where it stands above, in px */
  readonly width: number;
  /** the unit that stands above the column, and its width in px; empty where each figure has its own or none */
  readonly unit: string;
  readonly unitWidth: number;
  at(text: string): ColumnFigure;
  /** width in px of some of the figures, and of the unit above */
  widthOf(texts: readonly string[]): number;
}

/**
 * A column of figures. Where some have decimals and others have none, their decimal points stand below each other, the unit stands above
 * all instead of after each, and the mark of an uncertain figure stands before it. Where one text is no figure, all stand at the column's
 * end. `hasRoomAbove`: false where no unit stands above, so that each figure keeps its own.
 */
export function figureColumn(texts: readonly string[], bold: boolean, hasRoomAbove = true): FigureColumn {
  const widthOf = (decimals = ""): number => (decimals === "" ? 0 : SMALL * (POINT + DIGIT * (decimals.length - 1)));
  // A margin that stands in place of its figure aligns with nothing.
  const parsed = texts.filter((text) => !isInterval(text)).map((text) => FIGURE.exec(text));
  const widths = parsed.map((parts) => widthOf(parts?.[3]));
  const most = Math.max(0, ...widths);
  const mixed = hasRoomAbove && !parsed.includes(null) && widths.some((width) => width !== most);
  const [unit = "", ...others] = mixed ? new Set(parsed.map((parts) => parts?.[4] ?? "")) : [];
  const shared = others.length === 0 ? unit.trim() : "";
  const at = (text: string): ColumnFigure => {
    const [, before = "", whole, decimals = "", , mark = ""] = FIGURE.exec(text) ?? [];
    if (isInterval(text)) return { text: shared === "" ? text : text.replace(unit, ""), after: 0 };
    if (!mixed || whole === undefined) return { text, after: 0 };
    const marked = mark === "" ? "" : `${mark.trim()}\u00a0`;
    return { text: `${marked}${before}${whole}${decimals}`, after: most - widthOf(decimals) };
  };
  const unitWidth = textWidth(shared, SMALL, bold);
  const full = (text: string): number => textWidth(at(text).text, SMALL, bold) + at(text).after;
  const widest = (some: readonly string[]): number => Math.max(unitWidth, ...some.map(full));
  return { width: widest(texts), unit: shared, unitWidth, at, widthOf: widest };
}
