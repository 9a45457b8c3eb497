/** Longest work between two pauses, in milliseconds. On a slow phone it takes four times as long, and a tap may wait for it. */
const LONGEST = 6;

/** When the work since the last pause began. All that runs in turns counts together, because it may run within one task. */
let begun = 0;

/** Lets the browser draw and handle input before the next task. */
export function pause(): Promise<void> {
  return new Promise((next) => {
    setTimeout(() => {
      begun = performance.now();
      next();
    });
  });
}

/** Pauses if work has gone on for long enough. A pause costs up to 4 ms, so that short work is not divided. */
export async function pauseIfLong(): Promise<void> {
  if (performance.now() - begun > LONGEST) await pause();
}
