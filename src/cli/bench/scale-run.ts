import { measuredRun, type SCALE_ENGINES } from "./scale-engines.ts";

// Run as a process of its own by `bench scale`: what one engine leaves in memory is not in the next one's peak.
const [name, rows, folder] = process.argv.slice(2) as [keyof typeof SCALE_ENGINES, string, string];
process.stdout.write(JSON.stringify(await measuredRun(name, Number(rows), folder)));
