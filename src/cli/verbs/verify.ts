import { verifyRelease } from "../../release/index.ts";
import type { Verb } from "../verb.ts";

export const verify: Verb = {
  name: "verify",
  summary: "checks a release's hashes, tables, promises and claimed budget, from its folder alone",
  words: { name: "DIR…", min: 1, max: 1000 },
  options: {},
  run: async ({ words }) => {
    const checked = await Promise.all(words.map(async (folder) => ({ folder, findings: await verifyRelease(folder) })));
    const ok = checked.every(({ findings }) => findings.length === 0);
    const text = checked
      .flatMap(({ folder, findings }) =>
        findings.length === 0 ? [`${folder}: all is as promised`] : findings.map((f) => `${folder}/${f.file}: ${f.detail}`),
      )
      .join("\n");
    return { text, json: { ok, releases: checked }, exitCode: ok ? 0 : 1 };
  },
};
