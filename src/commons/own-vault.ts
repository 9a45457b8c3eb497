import { type ActsFile, openVault, type Vault } from "../vault/index.ts";
import { systemRandom } from "./commons.ts";
import { systemMachine } from "./machine.ts";

/**
 * Opens the existing vault of a home, for `backup`, `restore` and `check`. They erase nothing, so the retention passed is not
 * used.
 *
 * @throws Refusal `home-damaged`, `home-version`, `key-wrong`
 */
export function openOwnVault(o: {
  readonly path: string;
  readonly key: Uint8Array;
  readonly clock: () => Date;
  readonly commons: string;
  readonly acts?: ActsFile;
}): Vault {
  return openVault({ ...o, entropy: systemRandom, machine: systemMachine, retentionMonths: 0, create: false });
}
