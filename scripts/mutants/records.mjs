/** Mutants of intake, vault and the bounding of contributions. */

const BOUNDED = "pipelines/30_bounded.sql";
const PAGES = "src/vault/pages.ts";
const SNAPSHOT = "src/vault/snapshot.ts";
const STEPS_TEST = "test/pipeline/steps.test.ts";
const NEIGHBOURS_TEST = "test/pipeline/neighbours.test.ts";
const SNAPSHOT_TEST = "test/vault/snapshot.test.ts";
const PAGES_TEST = "test/vault/pages.test.ts";
const DONATE_TEST = "test/vault/donate.test.ts";
const RIGHTS_TEST = "test/vault/rights.test.ts";
const CANONICAL_TEST = "test/intake/canonical.test.ts";
const OBJECTION_TEST = "test/vault/objection.test.ts";
const CORRECTIONS_TEST = "test/vault/corrections.test.ts";
const CLOCK_TEST = "test/vault/clock.test.ts";
const CONSENT_TEST = "test/vault/consent.test.ts";
const RETENTION_TEST = "test/vault/retention.test.ts";

const CENTRED = "CASE WHEN amounts.amount > bounds.clamp THEN bounds.clamp ELSE amounts.amount END - bounds.centre AS centred";

export const RECORDS = [
  {
    name: "NaN is let in, as nothing",
    edits: [
      ["src/contract/donation.ts", "value: z.number(),", "value: z.number().or(z.nan()),"],
      [
        "src/contract/units.ts",
        "if (!Number.isFinite(value) || value < 0) {",
        "if (Number.isNaN(value)) return 0;\n  if (!Number.isFinite(value) || value < 0) {",
      ],
    ],
    tests: [CANONICAL_TEST],
  },
  {
    name: "a negative amount is let in",
    edits: [["src/contract/units.ts", "!Number.isFinite(value) || value < 0", "!Number.isFinite(value)"]],
    tests: [CANONICAL_TEST],
  },
  {
    name: "amounts beyond exact integers are let in",
    edits: [["src/contract/units.ts", "if (amount > BigInt(Number.MAX_SAFE_INTEGER)) {", "if (amount < 0n) {"]],
    tests: [CANONICAL_TEST],
  },
  {
    name: "a measure and period may be given twice in a donation",
    edits: [["src/intake/canonical.ts", "if (seen.has(key)) throw", "if (key === undefined) throw"]],
    tests: [CANONICAL_TEST],
  },
  {
    name: "a sum is not clamped",
    edits: [[BOUNDED, CENTRED, "amounts.amount - bounds.centre AS centred"]],
    tests: [STEPS_TEST],
  },
  {
    name: "a sum is clamped one unit above the bound",
    edits: [
      [
        BOUNDED,
        CENTRED,
        "CASE WHEN amounts.amount > bounds.clamp THEN bounds.clamp + 1 ELSE amounts.amount END - bounds.centre AS centred",
      ],
    ],
    tests: [STEPS_TEST],
  },
  {
    name: "a sum is not centred, and its noise is still of half the clamp",
    edits: [[BOUNDED, CENTRED, CENTRED.replace(" - bounds.centre", "")]],
    tests: [STEPS_TEST],
  },
  {
    name: "the clamp itself falls below the overflow bin",
    edits: [[BOUNDED, "WHEN amounts.amount >= bounds.edge_30 THEN 31", "WHEN amounts.amount > bounds.edge_30 THEN 31"]],
    tests: [STEPS_TEST],
  },
  {
    name: "sums are not capped before they are weighed",
    edits: [["pipelines/20_amounts.sql", "CASE WHEN base_units > cap THEN cap ELSE base_units END", "base_units"]],
    tests: [STEPS_TEST],
  },
  {
    name: "rows are counted instead of households",
    edits: [["pipelines/20_amounts.sql", "GROUP BY household, domain, measure", "GROUP BY household, domain, measure, period"]],
    tests: [STEPS_TEST],
  },
  {
    name: "a household may have two amounts of a measure",
    edits: [["pipelines/checks/one_amount_per_household.sql", "HAVING COUNT(*) > 1", "HAVING COUNT(*) > 2"]],
    tests: [STEPS_TEST],
  },
  {
    name: "a household is in two bins of its histogram",
    edits: [
      [
        "src/pipeline/exact.ts",
        "(bins[Number(row.cell)] as bigint[])[Number(row.bin)] = row.households;",
        "for (const bin of [Number(row.bin), (Number(row.bin) + 1) % BINS]) { const of = bins[Number(row.cell)] as bigint[]; of[bin] = (of[bin] ?? 0n) + row.households; }",
      ],
    ],
    tests: [NEIGHBOURS_TEST],
  },
  {
    name: "a household is counted once for each measure that it gives",
    edits: [["pipelines/40_partials.sql", " AND places.stream = bounded.stream", ""]],
    tests: [STEPS_TEST],
  },
  {
    name: "a household without a class is left out, and no check sees it",
    edits: [["pipelines/35_places.sql", "LEFT JOIN classes", "JOIN classes"]],
    tests: [STEPS_TEST],
  },
  {
    name: "empty cells are left out",
    edits: [["pipelines/60_cells.sql", "LEFT JOIN rolled", "JOIN rolled"]],
    tests: [STEPS_TEST],
  },
  {
    name: "`_T` counts every class once more",
    edits: [["pipelines/55_rolled.sql", "GROUP BY stream, area, bin", "GROUP BY stream, area, bin, type"]],
    tests: [STEPS_TEST],
  },
  {
    name: "a broken promise does not stop the run",
    edits: [["src/pipeline/exact.ts", "if (broken) throw", "if (broken === null) throw"]],
    tests: ["test/pipeline/promises.test.ts"],
  },
  {
    name: "a paused household is in the snapshot",
    edits: [
      [PAGES, "SELECT count(*) AS n FROM donor WHERE paused = 0", "SELECT count(*) AS n FROM donor"],
      [PAGES, "SELECT unit FROM donor WHERE paused = 0 ORDER BY unit", "SELECT unit FROM donor ORDER BY unit"],
      [PAGES, "FROM donor WHERE paused = 0 AND unit BETWEEN", "FROM donor WHERE unit BETWEEN"],
    ],
    tests: [RIGHTS_TEST],
  },
  {
    name: "a withdrawn household stays in the snapshot",
    edits: [["src/vault/rights.ts", "records.destroy(donor.donor);", ""]],
    tests: [RIGHTS_TEST],
  },
  {
    name: "a withdrawn household's key is kept",
    edits: [["src/vault/records.ts", "wipeKey.run(donor);", ""]],
    tests: [RIGHTS_TEST],
  },
  {
    name: "who leaves and comes back while a publication reads is in it twice",
    edits: [[PAGES, "if (next === end || !memberAt(next).equals(unit)) return;", "if (next === end) return;"]],
    tests: ["test/vault/members.test.ts"],
  },
  {
    name: "a page has as many bytes as its donors hold",
    edits: [[PAGES, "if (bytes >= PAGE_BYTES) return next;", "if (bytes < 0) return next;"]],
    tests: [PAGES_TEST],
  },
  {
    name: "donations cost a page nothing beside their bytes",
    edits: [[PAGES, "return ROW_BYTES + head.length", "return head.length"]],
    tests: [PAGES_TEST],
  },
  {
    name: "the donor at whom a page ends is in no page",
    edits: [[PAGES, "if (bytes >= PAGE_BYTES) return next;", "if (bytes >= PAGE_BYTES) return next + UNIT_BYTES;"]],
    tests: [PAGES_TEST],
  },
  {
    name: "a page is unsealed under the write lock",
    edits: [[SNAPSHOT, "store.read(() => read(members, at))", "store.write(() => read(members, at))"]],
    tests: [PAGES_TEST],
  },
  {
    name: "a page is frozen as it was read, whatever happened since",
    edits: [[SNAPSHOT, "const standing = stands ? seen", "const standing = stands || seen.next > at ? seen"]],
    tests: [PAGES_TEST],
  },
  {
    name: "who left is frozen in the slot that another has by now",
    edits: [[PAGES, "WHERE d.donor = ? AND d.unit = ? AND", "WHERE d.donor = ? AND ? IS NOT NULL AND"]],
    tests: [PAGES_TEST],
  },
  {
    name: "who pauses while a page is read is in it",
    edits: [[PAGES, "AND d.unit = ? AND d.paused = 0", "AND d.unit = ?"]],
    tests: [PAGES_TEST],
  },
  {
    name: "who objects while a page is read is in it",
    edits: [[PAGES, "areEqual(found.objection, objection) && ", ""]],
    tests: [PAGES_TEST],
  },
  {
    name: "two publications at once give a household more streams than L",
    edits: [[PAGES, " && areEqual(found.use, use)", ""]],
    tests: [PAGES_TEST],
  },
  {
    name: "a contribution may hold any number of bytes",
    edits: [["src/vault/donate.ts", "if (bytes > MAX_BYTES) {", "if (bytes < 0) {"]],
    tests: [DONATE_TEST],
  },
  {
    name: "the donation that comes is not counted among a contribution's bytes",
    edits: [["src/vault/donate.ts", "held.bytes + Buffer.byteLength(content);", "held.bytes + Math.min(content.length, 0);"]],
    tests: [DONATE_TEST],
  },
  {
    name: "a contribution's bytes are counted as characters",
    edits: [["src/vault/donate.ts", "Buffer.byteLength(content);", "content.length;"]],
    tests: [DONATE_TEST],
  },
  {
    name: "the newest consent does not govern what came before",
    edits: [
      [
        "src/vault/stream.ts",
        "purposes.includes(COMMONS_PURPOSE) && domains.includes(domain)",
        "purposes.length + domains.length + domain.length > 0",
      ],
    ],
    tests: [CONSENT_TEST],
  },
  {
    name: "what is past retention is still used",
    edits: [[SNAPSHOT, "all.filter(({ received }) => received > cutoff)", "all.filter(({ received }) => received > 0)"]],
    tests: [RETENTION_TEST],
  },
  {
    name: "what was frozen for a year outlives what it was made of",
    edits: [
      ["src/vault/erase.ts", "[...past.all(cutoff), ...pastYears.all(cutoff)]", "past.all(cutoff)"],
      ["src/vault/erase.ts", "    expireYears.run(donor, cutoff);\n", ""],
    ],
    tests: [RETENTION_TEST],
  },
  {
    name: "terms that keep longer lengthen what was given before them",
    edits: [["src/vault/retention.ts", "retention.slice(0, Math.max(years, 0) + 1)", "retention.slice(0, 1 + 0 * years)"]],
    tests: [RETENTION_TEST],
  },
  {
    name: "terms that keep longer than those between lengthen what these shortened",
    edits: [
      [
        "src/vault/retention.ts",
        "Math.min(...retention.slice(0, Math.max(years, 0) + 1))",
        "Math.min(retention[0], retention[Math.min(Math.max(years, 0), retention.length - 1)] as number)",
      ],
    ],
    tests: [RETENTION_TEST],
  },
  {
    name: "what is past retention goes in one transaction, however much it is",
    edits: [["src/vault/erase.ts", "const PART = 2000;", "const PART = 2_000_000;"]],
    tests: [RETENTION_TEST],
  },
  {
    name: "what was frozen and is past retention is shown until it is erased",
    edits: [["src/vault/rights.ts", "            .filter(({ received }) => received > last)\n", ""]],
    tests: [RETENTION_TEST],
  },
  {
    name: "what was frozen and is past retention still places a household",
    edits: [[PAGES, " AND coalesce(y.received, (y.year - 1970) * 12) > ?", " AND ? IS NOT NULL"]],
    tests: [RETENTION_TEST],
  },
  {
    name: "a measure that joins a year lengthens what was frozen before",
    edits: [[SNAPSHOT, "  if (o.used !== null) months.push(o.used.received);\n", ""]],
    tests: [RETENTION_TEST],
  },
  {
    name: "the consent that was sent last governs, not the one given last",
    edits: [["src/contract/consent.ts", "(givesWay(next, standing) ? standing : next)", "(isAttested(next) ? standing : next)"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "among consents of one moment the first one governs",
    edits: [
      ["src/contract/consent.ts", "(givesWay(next, standing) ? standing : next)", "(givesWay(standing, next) ? next : standing)"],
    ],
    tests: [CONSENT_TEST],
  },
  {
    name: "what an organisation attests later replaces the person's own word",
    edits: [
      [
        "src/contract/consent.ts",
        "const own = Number(isAttested(b)) - Number(isAttested(a));",
        "const own = a.given_at === b.given_at ? Number(isAttested(b)) - Number(isAttested(a)) : 0;",
      ],
    ],
    tests: [CONSENT_TEST],
  },
  {
    name: "retention brings a former consent back",
    edits: [["src/vault/erase.ts", "    carryConsent(donor, cutoff);\n", ""]],
    tests: [CONSENT_TEST],
  },
  {
    name: "a former consent governs from the end of retention until the erasure",
    edits: [["src/vault/rights.ts", "governing(consentsOf(donor, all))", "governing(consentsOf(donor, kept))"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "publications do not know the consent that outlived its donation",
    edits: [[SNAPSHOT, "const before = carried === null ? []", "const before = carried !== undefined ? []"]],
    tests: [CONSENT_TEST],
  },
  {
    name: "an attestation lifts an objection",
    edits: [
      ["src/vault/objection.ts", "standing === null || isAttested(consent) ||", "standing === null || isAttested === null ||"],
    ],
    tests: [OBJECTION_TEST],
  },
  {
    name: "a consent of tomorrow, sent again, lifts an objection of today",
    edits: [
      [
        "src/vault/objection.ts",
        "Math.max(now.getTime(), ...held.map(({ given_at }) => Date.parse(given_at)))",
        "Math.max(now.getTime(), held.length)",
      ],
    ],
    tests: [OBJECTION_TEST],
  },
  {
    name: "a publication is made by a clock that is doubted",
    edits: [["src/commons/commons.ts", "vault.prepare();", "vault.expire();"]],
    tests: ["test/commons/library.test.ts"],
  },
  {
    name: "two consents of one moment share a record",
    edits: [["src/documents/record-id.ts", "consentText(consent)}", "consentText({ ...consent, domains: [] })}"]],
    tests: ["test/commons/beside.test.ts"],
  },
  {
    name: "an export brings back what was taken back",
    edits: [["src/intake/export.ts", "...(hasIt ? []", "...(hasIt || sent.length > 0 ? []"]],
    tests: ["test/intake/rights.test.ts"],
  },
  {
    name: "a household's streams grow beyond L",
    edits: [
      ["src/vault/stream.ts", ".slice(0, room)", ""],
      [SNAPSHOT, "streams.slice(0, o.cap).filter", "streams.filter"],
    ],
    tests: [SNAPSHOT_TEST],
  },
  {
    name: "more than L streams count where L was lowered within the year",
    edits: [[SNAPSHOT, "streams.slice(0, o.cap).filter", "streams.filter"]],
    tests: [SNAPSHOT_TEST],
  },
  {
    name: "a household that moves counts in two leaves of a year",
    edits: [[SNAPSHOT, "o.used?.household ?? stream.household", "stream.household"]],
    tests: [SNAPSHOT_TEST],
  },
  {
    name: "an objection is not heard by publications",
    edits: [[SNAPSHOT, "donation.consent)]), objection };", "donation.consent)]), objection: null };"]],
    tests: [OBJECTION_TEST],
  },
  {
    name: "a consent of before an objection lifts it",
    edits: [["src/vault/objection.ts", "if (new Date(consent.given_at) <= new Date(standing.at)) return standing;", ""]],
    tests: [OBJECTION_TEST],
  },
  {
    name: "a newer consent lifts an objection for domains that it does not name",
    edits: [
      [
        "src/vault/objection.ts",
        "standing.domains.filter((domain) => !consent.domains.includes(domain))",
        "standing.domains.filter(() => consent.domains.length === 0)",
      ],
      [
        "src/vault/objection.ts",
        "return { ...standing, lifted: [...new Set([...standing.lifted, ...consent.domains])].sort() };",
        "return null;",
      ],
    ],
    tests: [OBJECTION_TEST],
  },
  {
    name: "a reading that is taken out stays in the first donation that had it",
    edits: [["src/vault/rights.ts", "if (left.length === donation.readings.length) continue;", "if (kept.seq === 0) continue;"]],
    tests: [CORRECTIONS_TEST],
  },
  {
    name: "the old bytes of a correction stay in the log",
    edits: [["src/vault/rights.ts", "if (found.size > 0) erasing.settle();", ""]],
    tests: [CORRECTIONS_TEST],
  },
  {
    name: "a key past retention takes another way than one that never was",
    edits: [
      [
        "src/vault/records.ts",
        " AND EXISTS (SELECT 1 FROM donation n WHERE n.donor = donor.donor AND n.received > ?)",
        " AND ? < 1000000",
      ],
    ],
    tests: ["test/vault/alike.test.ts"],
  },
  {
    name: "a clock that leaps erases at once",
    edits: [["src/vault/months.ts", "if (since === undefined || instant - since < PATIENCE) return undefined;", ""]],
    tests: [CLOCK_TEST],
  },
  {
    name: "what came while the clock was ahead is kept by its wrong month",
    edits: [["src/vault/erase.ts", "if (bringBack(month) > 0)", "if (month < 0)"]],
    tests: [CLOCK_TEST],
  },
  {
    name: "erased bytes on free pages are not looked for",
    edits: [
      [
        "src/store/store.ts",
        'return freePagesAreEmpty(bytes) ? "none" : "found";',
        'return freePagesAreEmpty(bytes) ? "none" : "none";',
      ],
    ],
    tests: ["test/vault/erase.test.ts"],
  },
  {
    name: "a second connection drops the locks of the first",
    edits: [["src/store/store.ts", 'closeSync(openSync(path, "ax", 0o600));', 'closeSync(openSync(path, "a", 0o600));']],
    tests: ["test/store/store.test.ts"],
  },
  {
    name: "a name given twice in a JSON object is let in",
    edits: [
      ["src/contract/json.ts", "if (quotesBeforeColons(text) !== keys && namesIn(text) !== keys)", "if (namesIn(text) < 0)"],
    ],
    tests: ["test/intake/hostile.test.ts"],
  },
  {
    name: "an answer before its commit",
    edits: [
      [
        "src/intake/group.ts",
        "const outcomes = await door.store({ items: group.map(({ item }) => item), ...standing() });",
        'const outcomes = group.map(({ item }) => ({ receipt: item.idempotency ?? "x", repeated: false }));',
      ],
    ],
    tests: ["test/intake/http.test.ts"],
  },
  {
    name: "the thread of the vault goes by the terms that it began with",
    edits: [
      [
        "src/intake/door/desk.ts",
        "[now, retention] = [ask.now, ask.retention];",
        "if (now === 0) [now, retention] = [ask.now, ask.retention];",
      ],
    ],
    tests: ["test/intake/door.test.ts"],
  },
  {
    name: "a refusal in the thread of the vault comes without its code",
    edits: [["src/intake/door/desk.ts", "failed: error instanceof Refusal ? partsOf(error) : null", "failed: null"]],
    tests: ["test/intake/door.test.ts"],
  },
  {
    name: "a body that was given up keeps its part of memory",
    edits: [["src/intake/node.ts", "      parts.length = 0;\n      release();", "      parts.length = 0;"]],
    tests: ["test/intake/bodies.test.ts"],
  },
  {
    name: "large bodies have no bound together",
    edits: [["src/intake/node.ts", "if (bodies.held + more > bodies.shared) return", "if (bodies.held + more < 0) return"]],
    tests: ["test/intake/bodies.test.ts"],
  },
];
