import { dirname, resolve } from "node:path";
import { isInside, readHome } from "../../commons/home.ts";
import { Refusal } from "../../contract/problem.ts";
import { writeExport } from "../../portal/export/index.ts";
import { siteFiles } from "../../portal/index.ts";
import { makeFolder } from "../../storage/files/make-folder.ts";
import { atOneMoment, exportSource } from "../export-source.ts";
import { HOME } from "../options.ts";
import { portalOptions } from "../portal-options.ts";
import { loadServable, watchLog } from "../public-log.ts";
import { serviceNotices } from "../service-notices.ts";
import { BASE, BASE_URL, pageUrl, siteOf } from "../site.ts";
import { required, UsageError, type Verb } from "../verb.ts";

export const exportSite: Verb = {
  options: {
    home: HOME,
    to: {
      type: "string",
      value: "DIR",
      help: "a new or empty folder, or an older export to replace",
      required: true,
    },
    "base-url": BASE_URL,
    base: BASE,
    contribute: { type: "string", value: "URL", help: "address that takes contributions" },
    compress: { type: "boolean", help: "write .br and .gz files too, for hosts that use them" },
  },
  run: async (input) => {
    const folder = required(input, "home");
    const to = required(input, "to");
    const contribute = pageUrl("contribute", input.options.contribute);
    const site = { ...siteOf(input), files: true, contribute };
    const home = readHome(folder);
    if (isInside(to, home.paths.home))
      throw new UsageError(`--to must not be inside the home, which holds what is not public; got ${to}`);
    const log = watchLog(home.paths.log, input.progress);
    const { releases, damaged } = await loadServable(home, log);
    // A site that lacks a release that was on it would say that it never was.
    const [bad] = damaged;
    if (bad) throw new Refusal("release-damaged", `nothing is exported: ${bad.reason}`);
    const notices = serviceNotices({ home, progress: input.progress });
    const shown = portalOptions({ home, releases, damaged, log, notices, progress: input.progress });
    const options = { ...atOneMoment(shown), site };
    if (options.webRoot === null) throw new Refusal("storage-failed", "the pages are not built: npm run build");
    if (site.url === null) input.progress("without --base-url, catalogue, feed and citations name no host: harvesters need one");
    makeFolder(dirname(resolve(to)));
    const compress = input.flags.compress === true;
    const done = await writeExport({ files: siteFiles(options), site, of: exportSource(options), to, compress });
    return {
      json: { ...done, releases: releases.map(({ id }) => id), url: site.url, base: site.path },
      text: `${done.folder}: ${done.files} files, ${done.bytes} bytes; ${done.written} written, ${done.kept} unchanged, ${done.removed} gone`,
    };
  },
};
