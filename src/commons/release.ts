import type { ManifestHead } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";

/** A frozen publication, as the library gives it. */
export interface Release {
  readonly id: string;
  readonly observations: readonly Observation[];
  readonly manifest: ManifestHead;
}
