import { backupHome } from "../../commons/backup.ts";
import { defaultKeyFile } from "../../commons/key.ts";
import { HOME, KEY } from "../options.ts";
import { lines, makeVerb, required, text } from "../verb.ts";

export const backup = makeVerb({
  options: {
    home: HOME,
    to: required(text("DIR", "folder of backups, outside the home; each run adds one and removes those older than backup_days")),
    key: KEY,
  },
  run: async ({ home, to, key = defaultKeyFile(home) }) => {
    const { backup, removed } = await backupHome({ home, to, key, clock: () => new Date() });
    const { folder, at, entries } = backup;
    const files = backup.files.length;
    return {
      json: { folder, at, files, entries, removed },
      text: lines(
        `${folder}: ${files} files, ${entries} entries of the ledger`,
        removed.map((folder) => `older than backup_days, and gone: ${folder}`),
        `Not in it: the key ${key}, and what lies beside it (.signing, .ledger, .rights). Copy these elsewhere; of .ledger and .rights only the newest is of use.`,
      ),
    };
  },
});
