import { type ActsFile, openVault, type Vault } from "../vault/index.ts";
import { systemRandom } from "./commons.ts";
import { systemMachine } from "./machine.ts";

/**
 * Opens the vault that a home has, for `backup`, `restore` and `check`. They erase nothing that is past retention, so they need
 * no term of it.
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
