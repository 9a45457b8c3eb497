/** Lets the page draw and answer. */
export function pause(): Promise<void> {
  return new Promise((next) => setTimeout(next));
}
