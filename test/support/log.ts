/** The message of one line of a service's log. A line that is not JSON is returned as it is. */
export function messageOf(line: string): string {
  return line.startsWith("{") ? JSON.parse(line).msg : line;
}
