import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { signingJwk, thumbprintSchema } from "../../contract/chain.ts";
import type { Finding } from "../../release/index.ts";
import {
  exportOf,
  thumbprintOf,
  type VerificationResult,
  type VerifiedExport,
  verifyExport,
  verifyReleases,
} from "../../verify/index.ts";
import { type UncheckedFiles, uncheckedFilesIn } from "../unchecked-files.ts";
import { makeVerb, option, UsageError, visible } from "../verb.ts";

type Result = VerificationResult & { readonly exports: readonly Omit<VerifiedExport, "notes">[] };

/** The most faults of an export that are listed. */
const LISTED = 20;

export const verify = makeVerb({
  more: "DIR is a release, a folder of releases, a home or an export; a log (.json) or a kept checkpoint may stand beside it. An export that this version made is made again and compared to the last byte; what is not checked is said.",
  words: "<folders...>",
  options: {
    key: option(
      "FILE|THUMBPRINT",
      "the operator's public key, a JWK or its thumbprint, known from elsewhere: what it does not stand behind is refused",
      thumbprintIn,
    ),
  },
  run: async ({ words, key }) => {
    const compared = await verifyReleases(words, { key });
    const { releases, logs, checkpoints, commons } = compared;
    const beside = await Promise.all(words.map((word) => uncheckedFilesIn(word, compared)));
    const exports = await verifyExports(
      beside.filter(({ served }) => served),
      compared,
    );
    const ok = [...releases, ...logs, ...checkpoints, ...commons, ...exports].every(({ findings }) => findings.length === 0);
    const notes = [
      ...compared.notes,
      ...exports.flatMap((one) => one.notes),
      ...(await exportsNotNamed(words, compared)),
      ...beside.flatMap(looseIn),
      ...releases.flatMap(({ folder }) => nothingIn(folder)),
    ];
    const all = { ...compared, exports: exports.map(({ notes: _, ...one }) => one), notes };
    return { text: textOf(all), json: { ok, pinned: key !== undefined, ...all }, exitCode: ok ? 0 : 1 };
  },
});

async function verifyExports(served: readonly UncheckedFiles[], { releases }: VerificationResult): Promise<VerifiedExport[]> {
  if (served.length === 0) return [];
  // The portal's code is loaded only where its answers must be made again.
  const maker = (await import("../export-source.ts")).exportMaker();
  const named = new Set(releases.flatMap(({ folder, findings }) => findings.map(({ file }) => resolve(folder, file))));
  const exports: VerifiedExport[] = [];
  for (const { folder, files } of served) exports.push(await verifyExport({ folder, files, named }, maker));
  return exports;
}

/**
 * A note about files that belong to no release or log, in a folder that is apparently not served: a reader might take them for
 * published ones.
 */
function looseIn({ folder, served, files: [first, ...more] }: UncheckedFiles): string[] {
  if (served || first === undefined) return [];
  const which = more.length === 0 ? first : `${more.length + 1} files, such as ${first}`;
  return [`in ${folder}, ${which}: no part of a release or a log`];
}

/** A note about a folder that is nothing that can be verified, where somebody may have mistaken the path. */
function nothingIn(folder: string): string[] {
  if (existsSync(join(folder, "manifest.json"))) return [];
  return [`${folder} holds no release, log or export: name a release, a folder of releases, a home, an export or a log.json`];
}

/** Notes about exports of which only releases were named on the command line. */
async function exportsNotNamed(words: readonly string[], { releases }: VerificationResult): Promise<string[]> {
  const roots = await Promise.all(releases.map(({ folder }) => exportOf(resolve(folder))));
  const given = new Set(words.map((word) => resolve(word)));
  return [...new Set(roots)].flatMap((root) =>
    root === null || given.has(root)
      ? []
      : [`of the export ${root}, no file beside the releases that were named: name the export`],
  );
}

/**
 * The thumbprint of the key to trust. @throws UsageError for a value that is neither a thumbprint nor the file of a public key
 */
function thumbprintIn(given: string): string {
  if (thumbprintSchema.safeParse(given).success) return given;
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

function textOf({ releases, logs, checkpoints, commons, exports, notes }: Result): string {
  /** A line for each finding, or the lines `well` where there are none. */
  const report = (findings: readonly Finding[], before: string, ...well: readonly string[]) =>
    findings.length === 0 ? well : findings.map(({ file, promise, detail }) => `${before}${file}: ${promise}: ${detail}`);
  return [
    releases.flatMap(({ folder, findings }) => report(findings, `${folder}/`, `${folder}: all is as promised`)),
    logs.flatMap(({ file, size, head, signed_by, years, findings }) =>
      report(
        findings.map((one) => ({ ...one, file })),
        "",
        `${file}: ${size} entries, one chain up to ${head ?? "nothing"}, signed under ${signed_by ?? "no key"}`,
        ...years.map(
          ({ year, epsilon, epsilon_allowed, odds }) =>
            `${file}: ${year} has cost ε = ${epsilon.toFixed(4)} of ${epsilon_allowed}; of 100 bets on one household at most ${(Math.ceil(100 * odds) / 100).toFixed(2)} are won`,
        ),
      ),
    ),
    checkpoints.flatMap(({ file, findings }) => report(findings, "", `${file}: the log goes on from it`)),
    commons.flatMap(({ name, folders, findings }) => {
      const what = folders.length > releases.length ? "releases and logs" : "releases";
      return folders.length < 2 ? [] : report(findings, "", `${name}: the chains of ${folders.length} ${what} are one`);
    }),
    exports.flatMap(({ folder, held, findings }) => {
      const { length } = findings;
      return [
        `${folder}: ${held} files are what its releases make, to the last byte${length === 0 ? "" : `; ${length} faults`}`,
        ...report(findings.slice(0, LISTED), `${folder}/`),
        ...(length > LISTED ? [`${folder}: and ${length - LISTED} more; --json lists them all`] : []),
      ];
    }),
    notes.map((note) => `not checked: ${note}`),
  ]
    .flat()
    .map(visible)
    .join("\n");
}
