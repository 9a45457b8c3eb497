import { readFileSync, statSync } from "node:fs";
import { signingJwk, thumbprint } from "../../contract/chain.ts";
import { type Compared, type Finding, thumbprintOf, verifyReleases } from "../../release/index.ts";
import { UsageError, type Verb } from "../verb.ts";

export const verify: Verb = {
  words: { name: "DIR…", min: 1, max: 1000 },
  options: {
    key: {
      type: "string",
      value: "FILE|THUMBPRINT",
      help: "the operator's public key, a JWK or its thumbprint, known from elsewhere: what it does not stand behind is refused",
    },
  },
  run: async ({ words, options }) => {
    const compared = await verifyReleases(words, { key: options.key === undefined ? undefined : pinned(options.key) });
    const { releases, logs, checkpoints, commons } = compared;
    const ok = [...releases, ...logs, ...checkpoints, ...commons].every(({ findings }) => findings.length === 0);
    return { text: textOf(compared), json: { ok, pinned: options.key !== undefined, ...compared }, exitCode: ok ? 0 : 1 };
  },
};

/** @throws UsageError for what is neither a thumbprint nor the file of a public key */
function pinned(given: string): string {
  if (thumbprint.safeParse(given).success) return given;
  const wrong = () =>
    new UsageError(`--key must be a thumbprint (43 characters of base64url) or the file of a public Ed25519 JWK; got ${given}`);
  if (!statSync(given, { throwIfNoEntry: false })?.isFile()) throw wrong();
  try {
    const { kty, crv, x } = JSON.parse(readFileSync(given, "utf8"));
    return thumbprintOf(signingJwk.parse({ kty, crv, x }));
  } catch {
    throw wrong();
  }
}

function textOf({ releases, logs, checkpoints, commons, notes }: Compared): string {
  const lines = releases.flatMap(({ folder, findings }) =>
    findings.length === 0 ? [`${folder}: all is as promised`] : findings.map((found) => `${folder}/${lineOf(found)}`),
  );
  for (const { file, size, head, signed_by, years, findings } of logs) {
    lines.push(...findings.map((found) => `${file}: ${found.promise}: ${found.detail}`));
    if (findings.length > 0) continue;
    lines.push(`${file}: ${size} entries, one chain up to ${head ?? "nothing"}, signed under ${signed_by ?? "no key"}`);
    for (const { year, epsilon, epsilon_allowed } of years)
      lines.push(`${file}: ${year} has cost ε = ${epsilon.toFixed(4)} of ${epsilon_allowed}`);
  }
  for (const { file, findings } of checkpoints)
    lines.push(...(findings.length === 0 ? [`${file}: the log goes on from it`] : findings.map(lineOf)));
  for (const { name, folders, findings } of commons) {
    if (folders.length < 2) continue;
    const what = folders.length > releases.length ? "releases and logs" : "releases";
    const kept = `${name}: the chains of ${folders.length} ${what} are one`;
    lines.push(...(findings.length === 0 ? [kept] : findings.map((found) => lineOf(found))));
  }
  lines.push(...notes.map((note) => `not checked: ${note}`));
  // A folder may be anybody's: what it says moves no cursor.
  return lines
    .map((line) => line.replace(/\p{C}/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`))
    .join("\n");
}

function lineOf({ file, promise, detail }: Finding): string {
  return `${file}: ${promise}: ${detail}`;
}
