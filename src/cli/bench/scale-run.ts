import { measuredRun, type SCALE_ENGINES } from "./scale-engines.ts";

// The program of a separate process for `bench scale`, so that memory left by one engine is not in the next one's peak.
const [name, rows, folder] = process.argv.slice(2) as [keyof typeof SCALE_ENGINES, string, string];
process.stdout.write(JSON.stringify(await measuredRun(name, Number(rows), folder)));
