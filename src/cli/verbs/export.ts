import { dirname, resolve } from "node:path";
import { watchNotices } from "../../commons/breaches.ts";
import { readHome } from "../../commons/home.ts";
import { Refusal } from "../../contract/problem.ts";
import { writeExport } from "../../portal/export/index.ts";
import { siteFiles } from "../../portal/index.ts";
import { makeFolder } from "../../storage/files/make-folder.ts";
import { atOneMoment, exportSource } from "../export-source.ts";
import { HOME } from "../options.ts";
import { refuseInHome } from "../output-file.ts";
import { portalOptions } from "../public-side.ts";
import { loadServable } from "../servable.ts";
import { BASE, BASE_URL, pageUrl, siteOf } from "../site.ts";
import { flag, makeVerb, option, required, text } from "../verb.ts";

const exportSite = makeVerb({
  options: {
    home: HOME,
    to: required(text("DIR", "a new or empty folder, or an older export to replace")),
    baseUrl: BASE_URL,
    base: BASE,
    contribute: option("URL", "address that takes contributions", pageUrl),
    compress: flag("write .br and .gz files too, for hosts that use them"),
  },
  run: async (input) => {
    const { to, progress } = input;
    const site = { ...siteOf(input), files: true, contribute: input.contribute ?? null };
    const home = readHome(input.home);
    refuseInHome("to", to, home.paths.home);
    const loaded = await loadServable(home, progress);
    // Without it, the site would lack a release that was published.
    const [bad] = loaded.damaged;
    if (bad) throw new Refusal("release-damaged", `nothing is exported: ${bad.reason}`);
    const breaches = watchNotices(home.paths.home, progress);
    const options = { ...atOneMoment(portalOptions({ home, ...loaded, breaches, progress })), site };
    if (options.webRoot === null) throw new Refusal("storage-failed", "the pages are not built: npm run build");
    if (site.url === null) progress("without --base-url, catalogue, feed and citations name no host: harvesters need one");
    makeFolder(dirname(resolve(to)));
    const { compress } = input;
    const done = await writeExport({ files: siteFiles(options), site, of: exportSource(options), to, compress });
    return {
      json: { ...done, releases: options.releases.map(({ id }) => id), url: site.url, base: site.path },
      text: `${done.folder}: ${done.files} files, ${done.bytes} bytes; ${done.written} written, ${done.kept} unchanged, ${done.removed} gone`,
    };
  },
});

export { exportSite as export };
