/** Words of several parts, at whose hyphens lines break although each is one to a reader; and the most letters of one that fits on any line. */
const UNBROKEN = /(\p{L}+(?:[-’]\p{L}+)*-\p{L}+)/u;
const MOST_LETTERS = 18;

/** A text of which no line ends within such a word. */
const unbrokenWords = (text: string) =>
  text.split(UNBROKEN).map((part, i) =>
    i % 2 === 1 && part.length <= MOST_LETTERS ? (
      <span key={i} style={{ whiteSpace: "nowrap" }}>
        {part}
      </span>
    ) : (
      part
    ),
  );

/** A text with emphasis: strong between asterisks, weaker between tildes. */
export function Rich({ text }: { text: string }) {
  return (
    <>
      {text.split(/([*~][^*~]*[*~])/).map((part, i) =>
        i % 2 === 1 ? (
          <mark key={i} class={part.startsWith("~") ? "less" : undefined}>
            {part.slice(1, -1)}
          </mark>
        ) : (
          unbrokenWords(part)
        ),
      )}
    </>
  );
}

/** The text without the marks of emphasis, for file names and accessible names. */
export function plainText(text: string): string {
  return text.replace(/[*~]/g, "");
}
