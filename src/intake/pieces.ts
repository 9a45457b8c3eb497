/** Target size of a piece, in characters: what a slow client keeps in memory. */
const PIECE = 65_536;

/** Joins texts into pieces large enough to be worth writing. An empty text ends a piece, so that its reader can serve others. */
export function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = "";
  for (const text of texts) {
    piece += text;
    if (text !== "" && piece.length < PIECE) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** Whether a value is a list generated item by item, not an array. */
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

/** The JSON of an object in pieces. Lists that are generated while they are read are written item by item. */
export function jsonPieces(fields: Readonly<Record<string, unknown>>): Generator<string> {
  return inPieces(jsonTexts(fields));
}
