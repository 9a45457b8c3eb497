/** Mutants of the readers of household files. */

const TRAPS_TEST = "test/importers/traps.test.ts";
const WORKBOOK_TEST = "test/importers/workbook.test.ts";
const FRAME_TEST = "test/importers/frame.test.ts";
const PLACES_TEST = "test/importers/places.test.ts";
const LOST_TEST = "test/importers/lost.test.ts";
const WORKBOOK = "src/importers/workbook.ts";
const EDF = "src/importers/edf.ts";
const SERIES = "src/importers/series.ts";
const LOOKS = "src/importers/looks.ts";
const LOOKS_TEST = "test/importers/looks.test.ts";
const BELIEVED = "src/importers/believed.ts";

export const IMPORTERS = [
  {
    name: "a file's lost lines are filled up by their neighbours",
    edits: [["src/importers/steps.ts", "lengths[index(k)] = Math.min(step, width);", "lengths[index(k)] = width;"]],
    tests: [LOST_TEST],
  },
  {
    name: "a sheet's rows are believed to be numbers",
    edits: [[WORKBOOK, "if (place !== undefined && !NUMBER.test(place)) throw", "if (place === null) throw"]],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "rows that do not say where they are, are not counted",
    edits: [[WORKBOOK, "rows = Math.max(rows + 1, Number(place ?? 0));", "rows = Math.max(rows, Number(place ?? 0));"]],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "a cell may have a second place by a prefix",
    edits: [[WORKBOOK, 'some((name) => name.endsWith(":r"))', "some(() => false)"]],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "each sheet of a workbook is bounded by itself alone",
    edits: [[WORKBOOK, "cells += extent.rows * extent.columns;", "cells = extent.rows * extent.columns;"]],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "production is told by titles alone",
    edits: [[EDF, 'columns = energy.filter((i) => sideOf(names[i] ?? "", title)', "columns = energy.filter(() => sideOf(title)"]],
    tests: [TRAPS_TEST],
  },
  {
    name: "a whole and its parts are added up",
    edits: [
      [EDF, "const unclear = columns.length > 1 && !columns.every", "const unclear = columns.length > 9 && !columns.every"],
    ],
    tests: [TRAPS_TEST],
  },
  {
    name: "a sheet's name says nothing of production",
    edits: [["src/importers/enedis-workbook.ts", '[sheet.name, above.join(" ")]', '[above.join(" ")]']],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "a period of two dates is a day",
    edits: [["src/importers/grdf-workbook.ts", "if (end < 0) readRow(", "if (end < 9) readRow("]],
    tests: [WORKBOOK_TEST],
  },
  {
    name: "net flow counts as consumption",
    edits: [["src/importers/green-button.ts", 'new Set(["", "0", "1"])', 'new Set(["", "0", "1", "4"])']],
    tests: [TRAPS_TEST],
  },
  {
    name: "an index may jump as far as it likes",
    edits: [[SERIES, "3600 * used > this.mostAnHour * (", "used > this.mostAnHour * 3600 * ("]],
    tests: [FRAME_TEST, TRAPS_TEST],
  },
  {
    name: "another meter's first reading is bridged by the one after it",
    edits: [[SERIES, "(falls || this.faultOf(i, next) !== null)", "(falls || this.faultOf(last, next) === null)"]],
    tests: [FRAME_TEST],
  },
  {
    name: "two homes' meters are added up where their files are of two variants",
    edits: [[BELIEVED, "(!SUPPLY_POINT.test(meter) || isFirst(ref.key, meter)) && ", ""]],
    tests: [TRAPS_TEST],
  },
  {
    name: "the order of a list decides whether days or months are believed",
    edits: [
      [
        BELIEVED,
        "return series instanceof Totals ? 2 : BILLED.has(part) ? 1 : 0;",
        "return BILLED.has(part) ? 0 : series === null ? 1 : 0;",
      ],
    ],
    tests: [TRAPS_TEST],
  },
  {
    name: "time that two events name counts twice",
    edits: [["src/importers/activitywatch.ts", "const from = Math.max(start, furthest);", "const from = start;"]],
    tests: [TRAPS_TEST],
  },
  {
    name: "watt-hours of half an hour are those of a day",
    edits: [["src/importers/dataconnect.ts", '(written === "" || secondsOf(written) === DAY) && ', ""]],
    tests: [TRAPS_TEST],
  },
  {
    name: "a contradiction is told with the file where its series began",
    edits: [[SERIES, "this.files.findLast(({ from }) => from <= i)?.file", "this.files[0]?.file"]],
    tests: [PLACES_TEST],
  },
  {
    name: "a PDF is said to be a table or plain text",
    edits: [[LOOKS, 'includes("%PDF-")', 'includes("%PDF-0")']],
    tests: [LOOKS_TEST],
  },
  {
    name: "an empty file is said to be a table or plain text",
    edits: [[LOOKS, 'trim() === "") return "empty"', 'trim() === "0") return "empty"']],
    tests: [LOOKS_TEST],
  },
  {
    name: "what is read is told by the readers' own names",
    edits: [
      [
        "src/importers/unknown.ts",
        "const label = labels[lang];",
        'const label = [id, labels[lang].split(" ").at(-1)].join(" ");',
      ],
      ["src/importers/unknown.ts", "const { labels } of", "const { id, labels } of"],
    ],
    tests: [LOOKS_TEST],
  },
];
