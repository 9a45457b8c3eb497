import { backupHome } from "../../commons/backup.ts";
import { defaultKeyFile } from "../../commons/key.ts";
import { HOME, KEY } from "../options.ts";
import { required, type Verb } from "../verb.ts";

export const backup: Verb = {
  options: {
    home: HOME,
    to: {
      type: "string",
      value: "DIR",
      help: "folder of backups, outside the home; each run adds one and removes those older than backup_days",
      required: true,
    },
    key: KEY,
  },
  run: async (input) => {
    const home = required(input, "home");
    const key = input.options.key ?? defaultKeyFile(home);
    const { backup, removed } = await backupHome({ home, to: required(input, "to"), key, clock: () => new Date() });
    return {
      json: { folder: backup.folder, at: backup.at, files: backup.files.length, entries: backup.entries, removed },
      text: [
        `${backup.folder}: ${backup.files.length} files, ${backup.entries} entries of the ledger`,
        ...removed.map((folder) => `older than backup_days, and gone: ${folder}`),
        `Not in it: the key ${key}, and what lies beside it (.signing, .ledger, .rights). Copy these elsewhere; of .ledger and .rights only the newest is of use.`,
      ].join("\n"),
    };
  },
};
