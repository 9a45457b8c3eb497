/** The message of a line of a service's log; a line of anything else is its own. */
export function messageOf(line: string): string {
  return line.startsWith("{") ? JSON.parse(line).msg : line;
}
