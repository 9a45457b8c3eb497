// The state of a page is in its address, so that it can be kept, sent and reloaded. The visitor's home is never in it: see
// `visit/visitor.ts`.

/** `search` with some parameters set, or removed where the value is null or empty. */
export function withState(search: string, updates: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(updates)) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
