import { type Logger, pino } from "pino";

export type { Logger };

/**
 * The one log of a service: a line of JSON each, with level, time and message. It never has an address, a query, a key, a receipt or
 * a body (docs/threat-model.md).
 *
 * @param write takes a line without its end
 */
export function makeLog(write: (line: string) => void): Logger {
  const formatters = { level: (level: string) => ({ level }) };
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters }, { write: (line) => write(line.trimEnd()) });
}
