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
  /** Absent: the operating system's generator. */
  readonly entropy?: (n: number) => Uint8Array;
}): Vault {
  return openVault({ entropy: systemRandom, ...o, machine: systemMachine, retentionMonths: 0, create: false });
}
