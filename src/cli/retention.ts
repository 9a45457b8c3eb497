import type { Vault } from "../vault/index.ts";

const DAY = 86_400_000;

/**
 * Erases what is past retention, now and once a day for as long as the process runs: it must not wait for
 * a publication. A failure is told, and tried again the next day.
 *
 * @returns what stops it
 */
export function expireDaily(vault: Pick<Vault, "expire">, progress: (line: string) => void): () => void {
  const expire = () => {
    try {
      const erased = vault.expire();
      if (erased > 0) progress(`donations past retention that were erased: ${erased}`);
    } catch (error) {
      progress(`what is past retention could not be erased: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  expire();
  const timer = setInterval(expire, DAY);
  timer.unref();
  return () => clearInterval(timer);
}
