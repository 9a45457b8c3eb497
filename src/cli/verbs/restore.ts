import { restoreHome } from "../../commons/restore.ts";
import { HOME, KEY } from "../options.ts";
import { flag, lines, makeVerb, required, text } from "../verb.ts";

export const restore = makeVerb({
  options: {
    home: HOME,
    from: required(text("DIR", "a backup, or a folder of backups (then the newest)")),
    actsLost: flag("the file KEYFILE.….rights is lost: pause every contribution until its holder resumes it"),
    key: KEY,
  },
  run: async ({ home, from, key, actsLost, progress: notice }) => {
    const done = await restoreHome({ home, from, key, actsLost, clock: () => new Date(), notice });
    const { backup, repeated, notHeld, paused, adopted, doubtedYear, former } = done;
    const { folder, at } = backup;
    return {
      json: { folder, at, repeated, not_held: notHeld, paused, adopted, doubted_year: doubtedYear, former },
      text: lines(
        `${home} is as it was on ${at}; what was contributed since is lost, and its keys say so`,
        `acts of contributors since then that were repeated: ${repeated}; of contributions that are lost: ${notHeld}`,
        paused && "every contribution is paused until its holder resumes it, for what they asked for since is not known",
        doubtedYear === null
          ? `entries of the ledger that the backup did not know, taken over as spent: ${adopted}`
          : `nothing knew of a publication since. Whether there was one is not known: nothing of ${doubtedYear} or before is published until the year is counted as spent ("voisinage ledger --assume-spent YYYY")`,
        former !== null && `what was there before: ${former}. Delete it when nothing of it is needed; it holds contributions`,
      ),
    };
  },
});
