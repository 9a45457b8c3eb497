/** Words that lines break within, although each is one word to a reader. */
const UNBROKEN = /(au-dess[a-z]*)/;

/** A text of which no line ends within such a word. */
const unbrokenWords = (text: string) =>
  text.split(UNBROKEN).map((part, i) =>
    i % 2 === 1 ? (
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
