/** A sentence of the catalogue; what stands between stars is set apart. */
export function Rich({ text }: { text: string }) {
  return <>{text.split("*").map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part))}</>;
}
