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
          part
        ),
      )}
    </>
  );
}

/** The text without the marks of emphasis, for file names and accessible names. */
export function plainText(text: string): string {
  return text.replace(/[*~]/g, "");
}
