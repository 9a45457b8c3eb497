/**
 * Midnight of the instant's day, UTC. The chain is public: were a debit and its draw timed to the second, their
 * distance would tell how many records were read. So both carry the day of the debit.
 */
export function dayOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 10)}T00:00:00.000Z`;
}
