/** Mutants of what describes the figures to others, and of the public side as files. */

const TARGET = "src/static/target.ts";
const WRITE = "src/static/write.ts";
const WRITE_TEST = "test/static/write.test.ts";
const STATIC_TEST = "test/portal/static.test.ts";
const CATALOGUE_TEST = "test/portal/describe/catalogue.test.ts";
const CITATION_TEST = "test/portal/describe/citation.test.ts";
const FEED_TEST = "test/portal/describe/feed.test.ts";

export const CATALOGUE = [
  {
    name: "an export replaces a folder that holds somebody's file",
    edits: [[TARGET, "if (strangers.length > 0)", "if (strangers.length > 1000)"]],
    tests: [WRITE_TEST],
  },
  {
    name: "a record that leads out of the folder is believed",
    edits: [["src/static/record.ts", "(?!.*(^|\\/)\\.{1,2}(\\/|$))", ""]],
    tests: [WRITE_TEST],
  },
  {
    name: "an export takes its place before its files are on the disk",
    edits: [[WRITE, "    await file.sync();\n", ""]],
    tests: [WRITE_TEST],
  },
  {
    name: "an export takes its place before its folders are on the disk",
    edits: [[WRITE, "      await sync(folder);\n", ""]],
    tests: [WRITE_TEST],
  },
  {
    name: "a file that was spoilt since is kept",
    edits: [[WRITE, "return plain && (await hashFile(path)).sha256 === hash;", 'return plain && hash !== "";']],
    tests: [WRITE_TEST],
  },
  {
    name: "an export that cannot be put in place takes away the one that was there",
    edits: [[WRITE, "    if (target.exists) await fs.rename(aside, target.folder);\n", ""]],
    tests: [WRITE_TEST],
  },
  {
    name: "a web server cannot read what is exported",
    edits: [[WRITE, "    await file.chmod(0o644);\n", ""]],
    tests: [WRITE_TEST],
  },
  {
    name: "another run's folder is removed while it writes",
    edits: [[TARGET, "process.kill(pid, 0);\n    return true;", "process.kill(pid, 0);\n    return false;"]],
    tests: [WRITE_TEST],
  },
  {
    name: "a document of an export names an address that only a portal has",
    edits: [["src/portal/addresses.ts", "(site.files ? fileOf(address) : address)", "address"]],
    tests: [STATIC_TEST],
  },
  {
    name: "an exported page holds no policy",
    edits: [
      [
        "src/portal/describe/head.ts",
        "return site.files ? whole.replace(",
        'return site.files && site.path === "" ? whole.replace(',
      ],
    ],
    tests: [STATIC_TEST],
  },
  {
    name: "an exported page of SQL holds every page's policy",
    edits: [["src/portal/describe/head.ts", "policyInPage(path, issuer)", 'policyInPage("/", issuer)']],
    tests: [STATIC_TEST],
  },
  {
    name: "a name ends the block of data that it stands in",
    edits: [["src/portal/describe/head.ts", '.replaceAll("<", "\\\\u003c")}</script>', "}</script>"]],
    tests: [STATIC_TEST],
  },
  {
    name: "a page of the catalogue begins with the last dataset of the page before",
    edits: [
      [
        "src/portal/describe/catalogue.ts",
        "[(page - 1) * PAGE_SIZE, page * PAGE_SIZE]",
        "[(page - 1) * PAGE_SIZE, page * PAGE_SIZE + 1]",
      ],
    ],
    tests: [CATALOGUE_TEST],
  },
  {
    name: "the catalogue says another size than the file has",
    edits: [["src/portal/describe/handlers.ts", "bytes: bytes.byteLength, sha256", "bytes: bytes.byteLength + 1, sha256"]],
    tests: [CATALOGUE_TEST],
  },
  {
    name: "the catalogue does not say that the figures are of those who contribute",
    edits: [
      ["src/release/dcat.ts", "elles ne décrivent pas tous les foyers du territoire", "elles décrivent les foyers du territoire"],
    ],
    tests: [CATALOGUE_TEST],
  },
  {
    name: "a release is identified by something else than its manifest",
    edits: [
      [
        "src/release/read.ts",
        "identifierOf(await readFile(join(folder, MANIFEST)))",
        'identifierOf(await readFile(join(folder, "datapackage.json")))',
      ],
    ],
    tests: [CITATION_TEST],
  },
  {
    name: "TeX reads a name's underscore as a command",
    edits: [["src/portal/describe/citation.ts", "/[\\\\~^{}&%$#_]/g", "/[\\\\~^{}&%$#]/g"]],
    tests: [CITATION_TEST],
  },
  {
    name: "a feed's names are markup",
    edits: [["src/portal/xml.ts", "(one) => NAMED[one] ??", "(one) => one ??"]],
    tests: [FEED_TEST],
  },
  {
    name: "an entry of the feed is named after its address",
    edits: [["src/portal/describe/feed.ts", "identifier}</id>", "xml(folder)}</id>"]],
    tests: [FEED_TEST],
  },
  {
    name: "the data package says that an empty text is missing",
    edits: [["src/release/datapackage.ts", "column.nullable || empty ? {}", "column.nullable ? {}"]],
    tests: ["test/release/datapackage.test.ts"],
  },
];
