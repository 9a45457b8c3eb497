import { Refusal } from "../contract/problem.ts";
import type { HomeLog } from "./home-log.ts";
import type { Shelf } from "./shelf.ts";

/** How work on one commons waits for other work on it, of this process and of others. */
export interface CommonsQueue {
  /** after what this process does already */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** what is to be public: alone in the home; what is owed is said first, and what was done when it is done */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** what mends a ledger that takes no other entry: alone in the home, and said in public if that can be */
  mending<T>(work: () => Promise<T>): Promise<T>;
}

export function commonsQueue(parts: {
  readonly shelf: Pick<Shelf, "locked">;
  readonly log: Pick<HomeLog, "settle" | "publish"> | null;
  readonly notice: (line: string) => void;
}): CommonsQueue {
  const { shelf, log, notice } = parts;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  /** Work on the ledger while nobody publishes. */
  const locked = <T>(work: () => Promise<T>): Promise<T> => inTurn(() => shelf.locked(work));
  /** The same of what is to be public: what is owed is said first, and what was done when it is done. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    locked(async () => {
      await log?.settle();
      try {
        return await work();
      } finally {
        await aside(async () => {
          await log?.settle();
          await log?.publish();
        }, notice);
      }
    });
  /** Counting as spent, and a new witness, must be possible beside a ledger that takes no other entry. */
  const mending = <T>(work: () => Promise<T>): Promise<T> =>
    locked(async () => {
      const done = await work();
      await aside(async () => {
        await log?.settle();
        await log?.publish();
      }, notice);
      return done;
    });

  return { inTurn, alone, mending };
}

/** What was done stands, whatever becomes of the word about it: the next run says it. */
async function aside(work: () => Promise<void>, notice: (line: string) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    notice(`the public log was not brought up to date: ${error.message} [${error.code}]`);
  }
}
