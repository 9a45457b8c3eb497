/** About the most characters of a piece: what an answer has in memory while its client reads slowly. */
const PIECE = 65_536;

/** A list that is made and written item by item. */
export class StreamedArray {
  readonly items: Iterable<unknown>;

  constructor(items: Iterable<unknown>) {
    this.items = items;
  }
}

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

function* jsonTexts(fields: Readonly<Record<string, unknown>>): Generator<string> {
  let before = "{";
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ",";
    if (!(value instanceof StreamedArray)) {
      yield JSON.stringify(value);
      continue;
    }
    let between = "[";
    for (const item of value.items) {
      yield between + JSON.stringify(item);
      between = ",";
    }
    yield between === "[" ? "[]" : "]";
  }
  yield before === "{" ? "{}" : "}";
}

/** The JSON of an object in pieces; a field that is `Listed` is an array in it. */
export function jsonPieces(fields: Readonly<Record<string, unknown>>): Generator<string> {
  return inPieces(jsonTexts(fields));
}
