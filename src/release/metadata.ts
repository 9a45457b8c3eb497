import type { ManifestHead } from "../contract/manifest.ts";

/** What Parquet and Arrow files say about themselves when they travel alone. */
export function fileMetadata({ id, code_version, schema, licence, privacy }: ManifestHead): ReadonlyMap<string, string> {
  return new Map([
    ["release", id],
    ["schema", schema],
    ["version", code_version],
    ["licence", licence],
    ["epsilon", String(privacy.this_release.epsilon)],
    ["epsilon_year_allowed", String(privacy.epsilon_allowed)],
    ["delta_year_allowed", String(privacy.delta_allowed)],
  ]);
}
