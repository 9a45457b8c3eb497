/**
 * Every way in which Voisinage says no. The list is closed. `status` is what the HTTP faces answer with (RFC 9457); the command
 * line exits 1 whatever the code.
 *
 * Each code's comment says what it means, what to do, and how a sentence with its bound and value reads: `npm run reference`
 * makes `docs/errors.md` of them.
 */
export const PROBLEMS = {
  // Donations
  /**
   * The body, or a line of an NDJSON file, is not JSON.
   *
   * Send UTF-8 JSON: one object over HTTP, one object a line in a file.
   *
   * @example line 12: not valid JSON at column 48
   */
  "invalid-json": { status: 400, title: "The text is not valid JSON" },
  /**
   * The JSON is no donation (or correction, or objection): a field is missing, unknown or of the wrong type, or an attribute has
   * a value that its list does not have.
   *
   * Correct the field that is named, and leave out an attribute that is not known. A supplier's file is no list of donations:
   * `voisinage read --to-donation` makes a donation of it.
   *
   * @example /household/size: must be one of 1, 2, 3, 4, 5+, unknown; got "6"
   */
  "invalid-donation": { status: 422, title: "The donation does not have the expected form" },
  /**
   * The area is not a leaf of the commons' territory.
   *
   * Give the code of a leaf, as the catalogue's territory lists it. A larger area does not stand for one.
   *
   * @example /household/area must be a leaf of lyon; got 69381
   */
  "unknown-area": { status: 422, title: "The area is not a leaf of the territory" },
  /**
   * The value is negative, not finite, or too large to be held exactly. A value above the measure's clamp is accepted, and counts
   * as the clamp.
   *
   * Correct the value. Leave out a month that is not known: missing is not zero.
   *
   * @example /readings/0/value must be finite and ≥ 0; got -3
   */
  "invalid-value": { status: 422, title: "The value is out of bounds" },
  /**
   * The measure cannot be given in this unit.
   *
   * Convert the value, or name the unit that it is in.
   *
   * @example /readings/0/unit must be L or m3 for water.volume; got kWh
   */
  "wrong-unit": { status: 422, title: "The unit does not fit the measure" },
  /**
   * A reading is for a month or a year that has not begun.
   *
   * Check the year, and send the reading once the period has begun.
   *
   * @example /readings/3/period must not be after 2026-11; got 2027-01
   */
  "future-period": { status: 422, title: "The period has not begun" },
  /**
   * The consent lacks the purpose `commons`, or a domain for which there are readings.
   *
   * Ask the contributor. Add the domain to the consent, or take the readings out.
   *
   * @example /consent/domains must contain electricity, of which there are readings; got water
   */
  "no-consent": { status: 422, title: "The consent does not cover this" },
  /**
   * The consent is a minor's, and does not say that a parent or guardian gave it. Nothing is kept.
   *
   * A parent or guardian consents, and the consent says so: `"adult": false, "guardian": true`.
   *
   * @example /consent/adult: the consent must be an adult's, or for a minor a parent's or guardian's (guardian: true); got false
   */
  minor: { status: 422, title: "A minor's contribution needs the consent of a parent or guardian" },
  /**
   * No measure in use needs this attribute or reading. HTTP refuses it; bulk intake and the library drop it and count it.
   *
   * Leave it out: what is not used is not kept.
   *
   * @example /household/tenure is needed by no measure in use
   */
  "not-needed": { status: 422, title: "No measure in use needs this" },
  /**
   * No reader knows this household file. It is empty, a PDF, an image, a web page, an office document, an archive other than zip,
   * a folder or something unknown; or it is a table, JSON, XML, workbook or zip without readings that are known. The sentence
   * says which, what to do, and whose files are read in which formats.
   *
   * Export the readings in one of those formats, or type the figures. The file's name plays no part.
   *
   * @example the file is a PDF, and no export of readings. If it is a bill, type its figures; otherwise download the export of
   * the readings (CSV, XLSX, JSON or XML). … What is read: Enedis (CSV, XLSX); …
   */
  "unknown-file": { status: 422, title: "No reader knows the file" },
  /**
   * The file is damaged, cut short, or beyond a bound of its reader: size, unpacked size, files in an archive, rows, depth.
   *
   * Download it again, or a shorter period if it is too large.
   *
   * @example the unpacked bytes of an archive must be at most 512000000; got 4294967296
   */
  "unreadable-file": { status: 422, title: "The file is damaged, or beyond the bounds of its reader" },
  /**
   * No reading is left once those that are not in use were dropped.
   *
   * See the catalogue for the measures in use.
   *
   * @example none of the 12 readings is of a measure in use (water.volume)
   */
  "nothing-left": { status: 422, title: "Nothing in the donation is in use" },
  /**
   * The `Idempotency-Key` was used with a different donation, or with one that was withdrawn or is past retention. Nothing was
   * stored.
   *
   * Make a new key for a new donation: a UUID, or another 32 to 255 visible ASCII characters that nobody can guess. To get the
   * first donation's receipt again, repeat that donation unchanged.
   *
   * @example the Idempotency-Key was used for another donation
   */
  "idempotency-conflict": { status: 409, title: "The idempotency key was used for another donation" },
  /**
   * The contribution has 200 donations, the most that one may hold; or this one would bring it above 30 000 readings or 4 000 000
   * bytes of them (as the vault writes them before sealing, about 17 a reading). Nothing was stored.
   *
   * Send more readings in one donation, and only new ones; or withdraw, and contribute anew what should count. Readings that a
   * later donation replaced count until retention erases them. What is erased or taken out makes room.
   *
   * @example a contribution holds at most 200 donations; it has 200. Send more readings in one, or withdraw and contribute anew
   */
  "too-many-amendments": { status: 409, title: "The contribution holds as much as it may" },
  /**
   * The request body exceeds the limit.
   *
   * Send fewer readings a request, or use bulk intake.
   *
   * @example a body must be at most 1048576 bytes; got 2210455
   */
  "body-too-large": { status: 413, title: "The request body is too large" },
  /**
   * Large bodies, views of large contributions or large answers of the portal fill the memory that is set apart for them.
   * Requests and answers of up to 64 kB are always served. Nothing was stored.
   *
   * Send the request again after `Retry-After` seconds.
   *
   * @example large bodies that are on their way must have at most 134217728 bytes together; send this one again in 5 s
   */
  "service-busy": { status: 503, title: "The service reads as much as it can" },
  /**
   * This address does not accept the body's media type.
   *
   * Send `Content-Type: application/json`.
   *
   * @example Content-Type must be application/json; got text/plain
   */
  "unsupported-media-type": { status: 415, title: "The media type of the body is not accepted" },

  // Eligibility: only where the settings ask for it (`eligibility`). The first four are answers of the commons, the others of
  // `voisinage issuer`.
  /**
   * A new contribution came over HTTP without an eligibility token. Nothing was stored.
   *
   * Get a token from the issuer that `/v1/eligibility` names, and send it in the header `Eligibility`. A donation that is sent
   * with a contribution key needs none.
   *
   * @example a new contribution needs a token of https://tokens.example.org in the header Eligibility; got none
   */
  "token-needed": { status: 403, title: "A new contribution needs an eligibility token" },
  /**
   * This is no token, or its signature is not the issuer's for this commons and epoch. Nothing was stored or burnt.
   *
   * Send the token as it was made, to the commons that it was made for.
   *
   * @example the token's signature is not https://tokens.example.org's for town and 2026
   */
  "token-invalid": { status: 403, title: "The eligibility token does not verify" },
  /**
   * The token's epoch is over, has not begun, or is unknown to this commons. Nothing was stored or burnt.
   *
   * Get a token of the epoch that is open.
   *
   * @example the epoch that is open is 2027; got a token of 2026
   */
  "token-out-of-date": { status: 403, title: "The eligibility token is of another epoch" },
  /**
   * The token has begun a contribution already. Nothing was stored.
   *
   * Send that contribution's key to add to it. With an `Idempotency-Key`, a repeated request is answered with the receipt
   * instead.
   *
   * @example this eligibility token has begun a contribution; a token begins one
   */
  "token-spent": { status: 409, title: "The eligibility token was used" },
  /**
   * The issuer has signed another token of this epoch for the account.
   *
   * Send the same blinded message to get the same signature again. If the browser that made it has lost it, wait for the next
   * epoch.
   *
   * @example this account has its token of 2026: one is signed an account and epoch
   */
  "token-issued": { status: 409, title: "The account has its token of this epoch" },
  /**
   * The issuer signs for no epoch now, or for another one than was asked for.
   *
   * Ask for a token of the open epoch; the commons' `/v1/eligibility` lists them. The operator makes the next one with
   * `--add-epoch`.
   *
   * @example the epoch that is open is 2026; got 2027
   */
  "epoch-not-open": { status: 409, title: "No token of this epoch is signed now" },
  /**
   * There is no sign-in, or it is over. A sign-in holds for ten minutes, within one epoch.
   *
   * Go through `/sign-in` again.
   *
   * @example sign in first; a sign-in holds for 10 minutes
   */
  "sign-in-needed": { status: 401, title: "A sign-in is needed" },
  /**
   * The sign-on's answer was refused, was not asked for by this browser, came twice or too late, or is not signed as it should
   * be.
   *
   * Begin again at `/sign-in`, in one browser. If it keeps failing, the operator compares `--client-id`, secret and redirect
   * address with the provider's.
   *
   * @example this sign-in was not begun in this browser, or too long ago
   */
  "sign-in-failed": { status: 403, title: "The sign-in did not succeed" },
  /**
   * The OpenID Connect provider does not answer, or does not describe itself.
   *
   * Try again later. The operator checks `--oidc-issuer`.
   *
   * @example https://sign-on.example.org does not answer
   */
  "sign-on-unreachable": { status: 502, title: "The sign-on service does not answer" },
  /**
   * The page that asks belongs to no commons that the issuer signs for.
   *
   * Ask from a page of the commons. The operator names its origin with `--commons`.
   *
   * @example tokens are for pages of https://commons.example.org
   */
  "origin-not-allowed": { status: 403, title: "The page is not of the commons" },
  /**
   * The issuer's key file is missing, no key file, readable by others, inside a commons' home, or cannot take this epoch.
   *
   * Name the file with `--key`, with mode 0600 and outside every home; `--add-epoch` makes it. Epochs have names and keys of
   * their own, and do not overlap.
   *
   * @example /etc/issuer.json must be its owner's alone (mode 0600); others may read or write it
   */
  "issuer-key": { status: 500, title: "The issuer's key file cannot be used" },

  // Partners' programs: under `/partners/v1`, and under the base of the settings' `partners`, an error is `{"error": sentence,
  // "code": code}`, as the programs there expect. 409, 422 and 507 become 400 and 500 there.
  /**
   * The request brings no key, or one that is unknown, revoked or expired. All get the same answer.
   *
   * Send `Authorization: Bearer KEY`. The operator makes keys with `voisinage partner`, which shows each once.
   *
   * @example a request needs `Authorization: Bearer KEY`, with a key that stands: this one opens nothing
   */
  "partner-key": { status: 401, title: "The partner's key opens nothing" },
  /**
   * The key is valid, but not for this: not for sending, not for reading, or not for this measure.
   *
   * Ask the operator for another key. A key's scope is never widened.
   *
   * @example this key must allow aggregate; it allows measure
   */
  "partner-scope": { status: 403, title: "The partner's key does not allow this" },
  /**
   * A measure came without its contributor's pseudonym. Contributors are counted, not measures, so nothing was stored.
   *
   * Add the field `contributor`, or the header `Contributor-Pseudonym`: a made-up name of 16 to 128 characters, always the same
   * for one person.
   *
   * @example a measure must say whose it is, by the field "contributor" or the header Contributor-Pseudonym: contributors are
   * counted, not measures
   */
  "no-contributor": { status: 400, title: "The measure does not say whose it is" },

  // Contributors' rights
  /**
   * There is no contribution under this key: it is mistyped, or the contribution was withdrawn. The two get the same answer on
   * purpose.
   *
   * Check the key letter by letter. Nobody can find a lost key again; whoever has the readings that were given can ask the operator to
   * find the contribution by them.
   *
   * @example no contribution under this key
   */
  "key-not-known": { status: 404, title: "No contribution under this key" },
  /**
   * `voisinage find` was given readings by which no contribution can be told from others: too few of them, or of several homes or
   * meters. Nothing was searched, and the public log says nothing.
   *
   * Ask the person for more of the months that they gave, of one home; of a file with two meters, for each one's part.
   *
   * @example the file must have at least 6 readings above zero; got 2
   */
  "not-recognisable": { status: 422, title: "The readings cannot tell one contribution from others" },

  // Setting up
  /**
   * The territory's folder is not one tree: an orphan, a circle, a skipped level, a code used twice, two roots, or a number of
   * dwellings that is not a whole number ≥ 0. Or `shapes.geojson` has coordinates that are not degrees of WGS 84, or lie outside
   * the `bbox` of `territory.json`. Or another file of the folder is not as `docs/start-a-commons.md` says.
   *
   * Correct the file and line that are named. In a home, `shapes.geojson` and the `bbox` in `territories/DIGEST/` may be
   * corrected at any time, for no publication depends on them. Nothing else there may change: `voisinage change --territory` with
   * the folder that was stated puts it back.
   *
   * @example areas.csv line 41: parent 69999 of 699990101 does not exist
   */
  "invalid-territory": { status: 500, title: "The territory is not a tree" },
  /**
   * A setting is out of its bounds or has an unknown name; a term stands in `commons.json`; or a year was opened with another
   * version of the program.
   *
   * Correct the field that is named. Take a term out of `commons.json` and state it with `voisinage change`. Or put the version
   * back that opened the year.
   *
   * @example /k: must be at least 2; got 1
   */
  "invalid-settings": { status: 500, title: "The settings are out of bounds" },
  /**
   * A commons takes no contribution over HTTP while its settings lack one of `impact_assessment` (approved by today), `dpo`,
   * `retention_months` (stated, not left to the default) or `processors` (an empty list says that there are none); `errors` lists
   * what is missing. Nor does it while the public log lacks the terms of contributions. Viewing and withdrawing go on. A commons
   * of made-up households (`sample`) needs none of these settings. One whose readings were taken from elsewhere (`origin`) takes
   * no contributions at all. `donate` and the library are the operator's own acts and only warn.
   *
   * The operator completes `commons.json` (officer, impact assessment) and the terms (`voisinage change`: retention, processors)
   * and restarts the service. `serve` puts the terms into the log when it starts and every five seconds until it succeeds, and
   * tells its operator what prevents it: the key's folder cannot be written, or another process publishes.
   *
   * @example this commons takes no contributions until its settings are complete: dpo, processors
   */
  "not-ready": { status: 503, title: "The commons does not take contributions yet" },
  /**
   * The statement of a breach lacks a field, has one of the wrong form, or replaces a statement that does not exist.
   *
   * Correct the field that is named. People must be able to read it in both languages.
   *
   * @example /advice/fr: is missing
   */
  "invalid-breach": { status: 500, title: "The statement of a breach is not complete" },
  /**
   * The folder given as `--home` holds no commons.
   *
   * Check the path, or make a commons with `voisinage init`.
   *
   * @example there is no commons.json in /srv/voisinage; "voisinage init --home /srv/voisinage" makes one
   */
  "home-missing": { status: 500, title: "There is no commons in this folder" },
  /**
   * `init` was asked to make a commons where there is one. Nothing was changed.
   *
   * Choose another folder.
   *
   * @example /srv/voisinage holds a commons already
   */
  "home-exists": { status: 500, title: "There is a commons in this folder already" },
  /**
   * A part of the home is missing, empty, damaged or another commons': `vault.sqlite`, `ledger.sqlite`, `lock.sqlite`,
   * `commons.id`, a backup, or the file of contributors' acts beside the key. It is not made anew, for that would forget what it
   * held. So is a database with a table, index, trigger or view that is not its own, as `ANALYZE` or an index of an operator's makes:
   * whoever can write the file could have it change what is read.
   *
   * Check that the disk is mounted. Restore the home from a backup (`voisinage restore`), or the one file that is named;
   * `voisinage check` says what else is wrong. A `ledger.sqlite` without a backup is made again from its witness by `voisinage
   * check --repair`. An empty file may replace a lost `lock.sqlite`.
   *
   * @example the vault /srv/commons/vault.sqlite: there is no such file. It is not made anew, for that would forget what it held:
   * put it back from a backup ("voisinage restore")
   */
  "home-damaged": { status: 500, title: "A part of the home is missing, damaged or another's" },
  /**
   * A newer version of the program made or opened the home: this one does not know the form of its databases.
   *
   * Run that version or a newer one. To go back, restore a backup from before the upgrade.
   *
   * @example the vault /srv/commons/vault.sqlite: the database has schema version 8; this program knows at most 6: it was made by
   * a newer version. …
   */
  "home-version": { status: 500, title: "Another version of the program made this home" },
  /**
   * Another process publishes from this home, changes its ledger, or held one of its databases for more than five seconds.
   * Nothing was stored or changed.
   *
   * Wait until it ends and repeat the command: what the other process made is returned as it is. Over HTTP `Retry-After` says
   * when to try again; a donation may be sent again under its `Idempotency-Key`.
   *
   * @example another process is publishing from this home, or changes its ledger (/srv/voisinage/lock.sqlite); repeat the command
   * when it has ended
   */
  "home-in-use": { status: 503, title: "Another process is using this home" },
  /**
   * The operator's key is not at its place, or cannot be read.
   *
   * Name it with `--key`: a home that was moved, or is named by a link, looks for its key beside its new name. Without the key
   * nobody can read the donations; publications stay readable.
   *
   * @example the operator's key /srv/voisinage.key cannot be read: ENOENT; "--key FILE" says where it is
   */
  "key-missing": { status: 500, title: "The operator's key cannot be read" },
  /**
   * Users other than its owner may read or write a file of keys: the operator's key or what lies beside it, an issuer's keys,
   * partners' keys.
   *
   * Run the command that the sentence names. If others had access to the machine meanwhile, treat the key as stolen.
   *
   * @example others may read or write /etc/voisinage.key: its mode is 0644. "chmod 600 /etc/voisinage.key" makes it its owner's
   * alone
   */
  "key-exposed": { status: 500, title: "Others may read or write a key" },
  /**
   * The home was made with another key, or its vault is another commons'.
   *
   * Use the home's own key. No other can replace it. If the key is the home's, put the vault back from a backup of this home.
   *
   * @example /etc/voisinage.key is not the key of /srv/voisinage
   */
  "key-wrong": { status: 500, title: "The operator's key is not this home's" },
  /**
   * The key that signs the public log is missing, damaged, or not the one that the log names. Nothing is published unsigned, and
   * no key is replaced in silence.
   *
   * Put `KEYFILE.signing` back from a copy. If there is none, `voisinage log --lost-key` says so in public, for good, and goes on
   * with a new key. `--rotate-key` replaces a key that is there.
   *
   * @example the log names the key cLDNvLFYXJ8G… since 2026-11-26, and /etc/town.key.signing is not it. Put it back from a copy
   */
  "signing-key": { status: 500, title: "The key that signs the public log cannot be used" },
  /**
   * The folder for the export holds something that no export wrote and that would be lost.
   *
   * Name an empty or new folder, or move away what the sentence names.
   *
   * @example /srv/www holds what no export put there, and would lose it: CNAME. Move it away
   */
  "not-an-export": { status: 409, title: "The folder holds something else than an export" },
  /**
   * A file that the command would write exists, and holds something that such a command does not write. Nothing was written.
   *
   * Name another file or folder, or move away what the sentence names.
   *
   * @example keys.txt is there already and holds no refused donations: it would be lost
   */
  "file-in-the-way": { status: 409, title: "A file holds something else, and would be lost" },
  /**
   * The disk is full. Nothing was acknowledged that was not written.
   *
   * Make room, and repeat the request or the command.
   *
   * @example the disk of /srv/voisinage is full
   */
  "storage-full": { status: 507, title: "The disk is full" },
  /**
   * The disk refused to write. Nothing was acknowledged that was not written.
   *
   * Check the file system's rights and health, and repeat. A `lock.sqlite` that is no database may be replaced by an empty file
   * once no process of the home runs. `voisinage check --repair` sets aside a contribution that does not authenticate.
   *
   * @example /srv/voisinage/vault.sqlite cannot be written: read-only file system
   */
  "storage-failed": { status: 500, title: "The disk cannot be written" },

  // Publishing
  /**
   * The text is not a month, a quarter or a year.
   *
   * Write `YYYY-MM`, `YYYY-Qn` or `YYYY`.
   *
   * @example a period is YYYY-MM, YYYY-Qn or YYYY; got "2026-13"
   */
  "invalid-period": { status: 400, title: "The period is not a month, a quarter or a year" },
  /**
   * The calendar publishes no level at this step.
   *
   * Ask for a period of a step that the calendar has. `voisinage status` lists those that are due and promise a cell.
   *
   * @example no level is published by quarter; the calendar has month, year
   */
  "period-not-due": { status: 409, title: "No level is published at this step" },
  /**
   * The year to be revised was never published.
   *
   * Publish it first: `voisinage release --period YYYY`.
   *
   * @example 2026 must be published before it is revised; got no release 2026
   */
  "not-published": { status: 409, title: "The period was not published" },
  /**
   * The settings keep no part of the year's budget for a revision.
   *
   * A running year's shares stand; state others for a later year. `voisinage plan` says what a revision would give.
   *
   * @example budget.shares.revision must be > 0 for a revision of 2026; got 0. The next year's can be announced
   */
  "no-reserve": { status: 409, title: "The settings keep no reserve for a revision" },
  /**
   * With the number of households that the operator expects, no cell would be published; or the operator has stated no number.
   * The publication would spend budget for good and show nothing. The vault was not read, and nothing was debited.
   *
   * Give `--households N` or state `"expected_households"` (`voisinage change`); wait for more contributors; or announce a
   * calendar that needs fewer (`voisinage plan`). `--dry-run` shows the figures, and `--yes` publishes all the same. A
   * publication that was debited before and stopped goes on without it.
   *
   * @example 2026-01: no cell is expected with 40 households. It would cost ε = 0.812 of the 4 of 2026, for good. Cells expected,
   * one for each measure and area: with 40 households whole 0 of 1; with 200 households whole 0.6 of 1; …
   */
  "nothing-expected": { status: 409, title: "No cell of the publication is expected" },
  /**
   * The period has not ended, so its readings are not complete. The same holds for closing a year (`voisinage ledger --close`).
   *
   * Publish after its last day. `--early` publishes before, once and for all.
   *
   * @example 2026 is not over on 2026-11-25, and a publication is made once: wait, or say --early
   */
  "period-not-over": { status: 409, title: "The period is not over" },
  /**
   * The clock is more than two months ahead of the last month that the vault saw, or behind it. A publication under a wrong clock
   * would leave out contributions for good, and terms would have a wrong day. Nothing was debited, drawn or stated.
   *
   * Set the clock right. If it is right (nobody opened the home for three months, say): `voisinage erase --clock-is-right`.
   * Otherwise it is believed on the third day on which something opens the home, each at least 20 hours of uptime or a start of
   * the machine after the one before.
   *
   * @example the clock leapt by more than two months or went back, and what a publication leaves out by it stays left out: set
   * the clock right; …
   */
  "clock-doubted": { status: 409, title: "The clock leapt, and is not believed yet" },
  /**
   * The operator closed the year (`voisinage ledger --close`). It takes no further debit, not even for a revision, and the rest
   * of its budget is forfeited.
   *
   * What was published stays and is returned when asked for. What was debited before and not drawn is still drawn; `voisinage
   * status` names it.
   *
   * @example 2025-12: the year 2025 was closed on 2026-04-01, and what was left of it is forfeited. Nothing was drawn
   */
  "year-closed": { status: 409, title: "The year is closed in the privacy ledger" },
  /**
   * People must be told of these terms first, and the change would begin in a year that was opened already, or less than 30 days
   * after it is stated. Only what protects more is in force at once, provided that no later year's terms bring back what ends.
   *
   * Let the change begin with a later year (`--from`), or state the later year's terms first. Terms in force are not stated
   * again; with them, `change --territory` only keeps the folder again, on any day.
   *
   * @example k: people must be told before this changes. The change must begin at least 30 days after it is stated; 2027 begins
   * in 12 days
   */
  "change-too-late": { status: 409, title: "The change would begin too early" },
  /**
   * The publication would cost more than the year has left, or the year was counted as spent (`ledger --assume-spent`; the
   * sentence says when). Nothing was drawn and nothing was spent.
   *
   * Nothing can be done for that year. `voisinage ledger` shows where its budget went; `voisinage plan` finds a calendar that
   * fits the next one.
   *
   * @example 2026-12 would bring the year 2026 to rho = 0.30114; its budget is 0.29613. Nothing was drawn
   */
  "budget-exceeded": { status: 409, title: "The privacy budget of the year does not allow it" },
  /**
   * With these clamps and this many households a sum could leave the range in which integers are exact. Nothing was drawn.
   *
   * Lower the clamp, publish by the month, or in smaller regions.
   *
   * @example spending.housing: half a clamp × scale × households must be < 2^63, and of so many it is not: lower
   * clamps.spending.housing.upper, or publish by the month ("calendar"), whose scale is 1. Nothing was drawn
   */
  "sensitivity-overflow": { status: 500, title: "A sum could leave the range of exact integers" },
  /**
   * The ledger says that this publication was drawn, and does not have the draw: the home was restored from an older backup. Or
   * it was debited and its year was counted as spent since, so that it may have been drawn elsewhere. A second draw would cost
   * the year a second time and is never made.
   *
   * Put the release's folder back from a newer backup, a mirror or the public site. Other publications go on.
   *
   * @example 2026-01 was drawn on 2026-02-03, and the draw is not in this ledger: it was restored from an older backup. Put the
   * folder releases/2026-01 back from a copy …
   */
  "draw-lost": { status: 409, title: "The draw is lost, and is not made again" },
  /**
   * The ledger's chain does not verify: an entry was changed, removed or reordered. Or its witness (`KEYFILE.ledger`) is lost,
   * damaged, old or another ledger's. Or a release beside it is. Nothing is debited or drawn meanwhile. Contributors' rights are
   * served unless the chain itself is broken.
   *
   * Do what fits the sentence:
   * - *The witness lacks entries, or has a line that cannot be read.* Put its newest copy back. If there is none and the home
   *   never came from a backup, `voisinage ledger --renew-witness` writes it anew. If the home did, first count every year as
   *   spent that may have been published since (`voisinage ledger --assume-spent YYYY`).
   * - *Two copies of the home have published.* Go on with the one whose releases are public, and renew its witness. Every year of
   *   which the other copy spent is then counted as spent, and the other copy publishes no more beside this witness. If both
   *   together spent more than a year allowed, the command says so; no chain can show it, so say it in public.
   * - *The ledger does not know a release.* Take its folder away if it is another commons' or somebody made it; put it back from
   *   a copy if it is damaged.
   * - *The public log has an entry that the ledger has not.* Put the log back as it was published. One that somebody changed can
   *   be deleted while the witness is the newest: it is written again.
   * - *An entry of the chain itself, or one that was not written under the operator's key.* Put `ledger.sqlite` back from a copy.
   *   What the copy forgot comes from the witness. Without a copy move the file away: `voisinage check --repair` makes it anew
   *   from the witness.
   * - *What was published of a year since a day is not known.* The home, or its witness, was put back from an old copy. Put back
   *   whatever knows more: the newest witness, release or log. Without it count the year as spent (`voisinage ledger
   *   --assume-spent YYYY`); that cannot be undone.
   *
   * @example /etc/voisinage.key.ledger has none of the 12 entries of this ledger; a crash explains 2 missing ones at most: it was
   * lost or is an old copy, and cannot tell what this home forgot. …
   */
  "ledger-broken": { status: 500, title: "The privacy ledger does not verify" },
  /**
   * A check of the pipeline (`pipelines/checks/`) found rows that break a promise. Nothing was published; what was debited stays
   * debited.
   *
   * The software is at fault: report the name of the check.
   *
   * @example one_place_per_household: a household stands in the leaf that it lives in, and in no other. Nothing was drawn
   */
  "promise-broken": { status: 500, title: "A check of the pipeline found rows" },
  /**
   * `--engine spark` finds no Spark, or no exchange. Nothing was drawn; what was debited stays debited, and is not debited again.
   *
   * Install Spark 3.5 or later with Java 17, name its folder in `SPARK_HOME` (or put `spark-sql` on the path), and name with
   * `--exchange` a folder that all machines of the cluster have at the same path, or a bucket of its that is mounted here.
   *
   * @example there is no spark-sql in /opt/spark/bin: SPARK_HOME must be the folder of a Spark of 3.5 or later
   */
  "engine-missing": { status: 500, title: "There is no Spark to run, or no exchange" },
  /**
   * Spark ended before the sums were made, or made no progress for as long as `--stall` says. Of its error only the class is told,
   * because its text may hold values. Nothing was drawn, and nothing is left in the exchange.
   *
   * Ask for the publication again: it is made anew, and not debited again. See whether the cluster has workers that are free, room on
   * the exchange, and `spark.authenticate.secret` in its own `spark-defaults.conf`.
   *
   * @example Spark ended with 1 (java.io.IOException) before the sums were made. Nothing was drawn
   */
  "engine-failed": { status: 502, title: "Spark did not make the sums" },
  /**
   * What Spark read or gave back is not what this run wrote: a file of the exchange is lost, cut short, doubled or somebody else's.
   * Nothing was drawn, and nothing is left in the exchange.
   *
   * Ask for the publication again: it is made anew, and not debited again. If it happens twice, see who else writes to the folder.
   *
   * @example Spark did not read just what was handed over. Nothing was drawn; asked for again, it is made anew
   */
  "exchange-damaged": { status: 502, title: "The exchange with Spark is not whole" },
  /**
   * A release's folder does not match its manifest (a file is missing or has another hash), or its signature is broken, a
   * stranger's, or missing although the log or its chain names a key. The log, `/healthz` and `status` name the release; the
   * other releases are served.
   *
   * Restore the folder from a copy. A release is frozen and is never drawn again.
   *
   * @example 2026/observations.parquet: the sha256 differs from the manifest's
   */
  "release-damaged": { status: 500, title: "The release folder does not verify" },

  // Reading
  /**
   * A query parameter is unknown, given twice, or has a value that is not accepted.
   *
   * Correct the parameter that is named. `/openapi.json` lists them all.
   *
   * @example limit must be a whole number from 1 to 10000; got "0"
   */
  "invalid-parameter": { status: 400, title: "A parameter is not accepted" },
  /**
   * The text given to `voisinage sql` is no query, or would reach beyond the open tables: to a file, an address, a setting, an
   * extension.
   *
   * Ask one SELECT of the tables that `voisinage sql` lists. `--output` writes the answer to a file.
   *
   * @example read_csv() cannot stand in FROM here; there are range, generate_series, unnest, …
   */
  "query-refused": { status: 403, title: "The query may not be asked" },
  /**
   * The query given to `voisinage sql` is not SQL, names something that does not exist, or meets a value that it cannot take; or
   * its process was ended from outside.
   *
   * Correct the place that is named. `voisinage sql` without a query lists tables and columns.
   *
   * @example syntax error at or near "SELEC" (line 1, column 1)
   */
  "query-failed": { status: 400, title: "The query cannot be answered" },
  /**
   * The query took longer, needed more memory or gave more rows than its bounds allow. Time and memory count from when the tables
   * are open. No file is left.
   *
   * Ask for less (WHERE, GROUP BY, LIMIT), or allow more with `--seconds`, `--memory` or `--rows`.
   *
   * @example the query took more than 1024 MB of memory: 1026 MB when it was ended
   */
  "query-too-large": { status: 422, title: "The query is beyond its bounds" },
  /**
   * The bytes are no HTTP request, ask for a tunnel, give host, key, type or length twice, or are HTTP/1.1 without a host. The
   * connection is ended.
   *
   * Send HTTP/1.1, with a client that knows it.
   *
   * @example the bytes that came are no HTTP request
   */
  "malformed-request": { status: 400, title: "The request is no HTTP request" },
  /**
   * The request did not arrive whole in time. The connection is ended.
   *
   * Send it again. Over a slow line, send fewer readings in one donation.
   *
   * @example a request must be whole within 30 s, its head within 10 s
   */
  "request-timeout": { status: 408, title: "The request took too long to come" },
  /**
   * Address and headers together are larger than the server reads. The connection is ended.
   *
   * Leave out cookies and other headers: nothing here reads them.
   *
   * @example the head of a request must have at most 16 kB
   */
  "headers-too-large": { status: 431, title: "The head of the request is too large" },
  /**
   * No dataset, release, file or page has this address.
   *
   * Start from `/v1/catalog`.
   *
   * @example id must be one of water, electricity; got "heat"
   */
  "not-found": { status: 404, title: "There is nothing at this address" },
  /**
   * The address exists, but does not take this method.
   *
   * Use a method that `Allow` lists.
   *
   * @example this address takes GET, HEAD, OPTIONS; got DELETE
   */
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  /**
   * The address has several forms, and `Accept` (or `format` in an SDMX address) names none of them. An address with one form
   * answers with it whatever is accepted.
   *
   * Accept a form that the sentence lists. SDMX-JSON and SDMX-CSV are given in 2.1.0 and 2.0.0, SDMX-ML in 3.0.0: a client that
   * knows only SDMX-ML 2.1 is refused, one that takes `application/xml` gets 3.0.0.
   *
   * @example Accept must allow application/json or text/html; got image/png
   */
  "not-acceptable": { status: 406, title: "None of the accepted media types is offered" },
  /**
   * The SDMX query is well formed, but names a component, a measure or a dimension that the structure does not have.
   *
   * Look the structure up at `/sdmx/structure/datastructure`.
   *
   * @example c[COLOUR] must name components (DOMAIN, MEASURE, …); got "COLOUR"
   */
  "query-not-possible": { status: 422, title: "The query asks for what the structure does not have" },
  /**
   * The SDMX answer would have more observations than one answer may.
   *
   * Ask with `limit` and `offset` and follow `Link: rel="next"`, or take an export of `/v1/datasets/{id}`, which has no such
   * bound.
   *
   * @example an answer has at most 250000 observations, and this one would have 412000: ask with limit and offset, or take an
   * export of /v1
   */
  "result-too-large": { status: 413, title: "The answer would be too large" },
  /**
   * The address has more characters than the portal reads.
   *
   * Ask for fewer codes at a time. What is left out means all.
   *
   * @example address must have at most 8000 characters; got 9120
   */
  "uri-too-long": { status: 414, title: "The address is too long" },
  /**
   * The SDMX standard has this part, and this service leaves it out.
   *
   * The sentence says what there is instead.
   *
   * @example updatedAfter is left out here: releases are frozen: ask for the periods that are new to you
   */
  "not-implemented": { status: 501, title: "This part of the standard is left out" },
  /**
   * `If-Match` names another version: a release has come since, or the tag is of another coding, format or language. A weak tag
   * names none.
   *
   * Ask again without it, and go on with the `ETag` of the answer.
   *
   * @example If-Match must name what there is, "2c26b46b"; got "fcde2b2e"
   */
  "precondition-failed": { status: 412, title: "There is another version than the one insisted on" },
  /**
   * The `Range` header asks for bytes that the file does not have.
   *
   * Ask within the size that the sentence and `Content-Range` give.
   *
   * @example Range must ask for some of the 5120 bytes that there are; got bytes=9000-
   */
  "range-not-satisfiable": { status: 416, title: "The range lies outside the file" },
  /**
   * Too many requests came from one address, from all addresses together or under one partner's key; or too much of one
   * contribution was read by views and corrections. Reading counts by its size, so a large answer is followed by a longer wait.
   *
   * Wait the seconds that `Retry-After` gives. To send many donations use bulk intake, to read many rows an export.
   *
   * @example an address may make 60 requests a minute; try again in 12 s
   */
  "too-many-requests": { status: 429, title: "Too many requests" },
  /**
   * The service failed in a way that it did not foresee. The answer says no more on purpose; the operator's log does.
   *
   * Try again, and report it if it stays.
   *
   * @example the service failed
   */
  internal: { status: 500, title: "The service failed" },
} as const;

/** A code of the closed list. */
export type ProblemCode = keyof typeof PROBLEMS;
