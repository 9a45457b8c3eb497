import { errorMessage } from "../../contract/error-message.ts";
import { DAY_MS } from "../../contract/period.ts";

/**
 * Erases data past retention, now and then once a day while the process runs: this must not wait for a publication. A failure is
 * reported, and tried again the next day.
 *
 * @param erasePart erases a part, and returns the number of donations and whether there may be more
 * @returns a function that stops it; after the first erasure
 */
export async function expireDaily(
  erasePart: () => Promise<{ readonly donations: number; readonly more: boolean }>,
  progress: (line: string) => void,
): Promise<() => void> {
  const expire = async () => {
    let erased = 0;
    try {
      for (let more = true; more; ) {
        const part = await erasePart();
        erased += part.donations;
        more = part.more;
      }
    } catch (error) {
      progress(`what is past retention could not be erased: ${errorMessage(error)}`);
    }
    if (erased > 0) progress(`donations past retention that were erased: ${erased}`);
  };
  await expire();
  const timer = setInterval(expire, DAY_MS).unref();
  return () => clearInterval(timer);
}
