/** Lets the browser draw and handle input before the next task. */
export function pause(): Promise<void> {
  return new Promise((next) => setTimeout(next));
}
