const DAY = 86_400_000;

/**
 * Erases what is past retention, now and once a day for as long as the process runs: it must not wait for
 * a publication. A failure is told, and tried again the next day.
 *
 * @param ask erases, and says how many donations
 * @returns what stops it, once it was done for the first time
 */
export async function expireDaily(ask: () => Promise<number>, progress: (line: string) => void): Promise<() => void> {
  const expire = async () => {
    try {
      const erased = await ask();
      if (erased > 0) progress(`donations past retention that were erased: ${erased}`);
    } catch (error) {
      progress(`what is past retention could not be erased: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await expire();
  const timer = setInterval(expire, DAY);
  timer.unref();
  return () => clearInterval(timer);
}
