import type { Json } from "../../src/contract/canonical.ts";
import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import type { Finding } from "../../src/release/index.ts";
import { type PromiseCheck, runChecks } from "../../src/verify/check.ts";
import { type Contents, contentsOf } from "../../src/verify/contents.ts";
import * as verified from "../../src/verify/documents.ts";

interface Story {
  readonly head: object;
  readonly report: object;
}

/** The documents of a publication that is in no folder. */
export function documentsOf({ head, report }: Story): verified.Documents {
  const settings = JSON.parse(JSON.stringify((head as Manifest).settings)) as Json;
  return verified.documentsOf(head as Manifest, report as PrivacyReport, settings);
}

/** The promises that its documents do not keep, of those that are checked. */
export function inDocuments(checks: readonly PromiseCheck<verified.Documents>[], story: Story): Finding[] {
  return runChecks(checks, documentsOf(story));
}

/** The promises that its rows do not keep, each once. */
export function promisesOfRows(
  checks: readonly PromiseCheck<Contents>[],
  story: Story & { readonly tables: ReleaseTables },
): string[] {
  return [...new Set(runChecks(checks, contentsOf(documentsOf(story), story.tables)).map(({ promise }) => promise))];
}
