/** Target size of a piece in characters. A slow client keeps one piece in memory. */
const PIECE = 65_536;

/** Puts texts together to pieces of a size that is worth writing. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Is a value a list that is made item by item? */
export function isMadeAsRead(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value && !Array.isArray(value);
}

function* jsonTexts(fields: Readonly<Record<string, unknown>>): Generator<string> {
  let before = "{";
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ",";
    if (!isMadeAsRead(value)) {
      yield JSON.stringify(value);
      continue;
    }
    let between = "[";
    for (const item of value) {
      yield between + JSON.stringify(item);
      between = ",";
    }
    yield between === "[" ? "[]" : "]";
  }
  yield before === "{" ? "{}" : "}";
}

/** The JSON of an object in pieces; a list that is made as it is read is written item by item. */
export function jsonPieces(fields: Readonly<Record<string, unknown>>): Generator<string> {
  return inPieces(jsonTexts(fields));
}
