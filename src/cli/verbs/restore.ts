import { restoreHome } from "../../commons/restore.ts";
import { HOME, KEY } from "../options.ts";
import { required, type Verb } from "../verb.ts";

export const restore: Verb = {
  options: {
    home: HOME,
    from: { type: "string", value: "DIR", help: "a backup, or a folder of backups (then the newest)", required: true },
    "acts-lost": {
      type: "boolean",
      help: "the file KEYFILE.….rights is lost: pause every contribution until its holder resumes it",
    },
    key: KEY,
  },
  run: async (input) => {
    const home = required(input, "home");
    const { key } = input.options;
    const actsLost = input.flags["acts-lost"] === true;
    const done = await restoreHome({
      home,
      from: required(input, "from"),
      key,
      actsLost,
      clock: () => new Date(),
      notice: input.progress,
    });
    const { backup, repeated, notHeld, paused, adopted, doubtedYear, former } = done;
    return {
      json: {
        folder: backup.folder,
        at: backup.at,
        repeated,
        not_held: notHeld,
        paused,
        adopted,
        doubted_year: doubtedYear,
        former,
      },
      text: [
        `${home} is as it was on ${backup.at}; what was contributed since is lost, and its keys say so`,
        `acts of contributors since then that were repeated: ${repeated}; of contributions that are lost: ${notHeld}`,
        ...(paused
          ? ["every contribution is paused until its holder resumes it, for what they asked for since is not known"]
          : []),
        doubtedYear === null
          ? `entries of the ledger that the backup did not know, taken over as spent: ${adopted}`
          : `nothing knew of a publication since. Whether there was one is not known: nothing of ${doubtedYear} or before is published until the year is counted as spent ("voisinage ledger --assume-spent YYYY")`,
        ...(former === null
          ? []
          : [`what was there before: ${former}. Delete it when nothing of it is needed; it holds contributions`]),
      ].join("\n"),
    };
  },
};
