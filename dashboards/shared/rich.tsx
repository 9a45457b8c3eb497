/** A sentence of the catalogue: what stands between stars is set apart, what stands between tildes too, as the less of two. */
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

/** The same without what sets apart, for names of files and for readers aloud. */
export function plainText(text: string): string {
  return text.replace(/[*~]/g, "");
}
