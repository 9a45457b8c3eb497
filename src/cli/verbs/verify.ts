import { type Compared, type Finding, verifyReleases } from "../../release/index.ts";
import type { Verb } from "../verb.ts";

export const verify: Verb = {
  name: "verify",
  summary: "checks a release's hashes, tables, promises and claimed budget, from its folder alone; of several, their chains too",
  words: { name: "DIR…", min: 1, max: 1000 },
  options: {},
  run: async ({ words }) => {
    const compared = await verifyReleases(words);
    const ok = [...compared.releases, ...compared.commons].every(({ findings }) => findings.length === 0);
    return { text: textOf(compared), json: { ok, ...compared }, exitCode: ok ? 0 : 1 };
  },
};

function textOf({ releases, commons }: Compared): string {
  const lines = releases.flatMap(({ folder, findings }) =>
    findings.length === 0 ? [`${folder}: all is as promised`] : findings.map((found) => `${folder}/${lineOf(found)}`),
  );
  for (const { name, folders, findings } of commons) {
    if (folders.length < 2) continue;
    const kept = `${name}: the chains of ${folders.length} releases are one`;
    lines.push(...(findings.length === 0 ? [kept] : findings.map((found) => lineOf(found))));
  }
  // A folder may be anybody's: what it says moves no cursor.
  return lines
    .map((line) => line.replace(/\p{C}/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`))
    .join("\n");
}

function lineOf({ file, promise, detail }: Finding): string {
  return `${file}: ${promise}: ${detail}`;
}
