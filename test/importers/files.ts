import { byDay, home, iso, latin1, type MadeCell, type PowerInterval, wall, workbookOf } from "./made.ts";

/**
 * Files made for the tests in the shapes that exports have, of the home of `made.ts`: two spring months in the middle of
 * which clocks change, with days around them, so that two months are whole and two are not.
 */
export const SPRING = home("2024-02-20", "2024-05-03");
/** The same around the end of summer time. */
export const AUTUMN = home("2024-09-20", "2024-12-03");

export const PRM = "01234567890123";

const PREAMBLE = "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite";

export function enedisCurve(of: readonly PowerInterval[], o: { business?: string; newline?: string } = {}): string {
  return [
    `\ufeff${PREAMBLE};Pas en minutes`,
    `${PRM};Courbe de charge;01/09/2018;21/08/2020;Energie active;${o.business ?? "Consommation"};Comptage Brut;W;`,
    "",
    "Horodate;Valeur",
    ...of.map(({ end, watts }) => `${iso(end)};${watts}`),
  ].join(o.newline ?? "\n");
}

/** One reading a day at midnight; winter's hours are written as SGE does, 23:00 of the same date. */
export function enedisIndex(of: readonly PowerInterval[]): string {
  let total = 5_000_000 * 3600;
  const rows: string[] = [];
  for (const [day, amount] of byDay(of)) {
    const zone = day > "2024-03-31" && day <= "2024-10-27" ? "00:00:00+02:00" : "23:00:00+01:00";
    rows.push(`${day}T${zone};Arrêté quotidien;;;;;;;;;;;;;;;${Math.floor(total / 3600)}`);
    total += amount;
  }
  const classes = [...Array.from({ length: 10 }, (_, i) => `EAS F${i + 1}`), "EAS D1;EAS D2;EAS D3;EAS D4;EAS T"].join(";");
  return [
    PREAMBLE,
    `${PRM};Index;01/09/2018;21/08/2020;Energie active;Consommation;Comptage Brut;`,
    `Horodate;Type de releve;${classes}`,
    ...rows,
    "Periode;Identifiant calendrier fournisseur",
    "Du 2020-10-21T00:00:00+02:00 au;FC000165",
    PREAMBLE,
    `${PRM};Puissance maximale quotidienne;01/09/2018;21/08/2020;Puissance maximale atteinte;Consommation;Comptage Brut;W`,
    "Horodate;Valeur",
    "2024-03-01T08:00:00+01:00;5124",
  ].join("\n");
}

/** The energy of each day, in the unit that its header says. */
export function enedisDaily(of: readonly PowerInterval[], o: { unit?: "Wh" | "kWh"; type?: string; hour?: string } = {}): string {
  const unit = o.unit ?? "Wh";
  const amount = (wattSeconds: number) => (unit === "Wh" ? wattSeconds / 3600 : wattSeconds / 3_600_000);
  return [
    PREAMBLE,
    `${PRM};${o.type ?? "Consommation quotidienne"};20/02/2024;03/05/2024;Energie active;Consommation;Comptage Brut;${unit}`,
    "",
    "Horodate;Valeur",
    ...[...byDay(of)].map(([day, wattSeconds]) => `${day}${o.hour ?? ""};${amount(wattSeconds)}`),
  ].join("\n");
}

export function enedisMaximum(): string {
  return [
    PREAMBLE,
    `${PRM};Puissance maximale quotidienne;01/09/2018;21/08/2020;Puissance maximale atteinte;Consommation;Comptage Brut;VA`,
    "Horodate;Valeur",
    "2024-03-01T08:00:00+01:00;5124",
    "2024-03-02T08:00:00+01:00;",
  ].join("\n");
}

const comma = (value: number) => String(value).replace(".", ",");

export function enedisRows(
  of: readonly PowerInterval[],
  o: { dates?: boolean; title?: string; meter?: string; header?: string } = {},
): MadeCell[][] {
  const when = (instant: number): MadeCell => {
    const { french, day, time } = wall(instant);
    return o.dates ? new Date(`${day}T${time}Z`) : `${french} ${time}`;
  };
  return [
    [o.title ?? "Export de votre consommation", null, null],
    [o.meter ?? PRM, null, null],
    ["Début", "Fin", o.header ?? "Valeur (en Kw)"],
    ...of.map(({ start, end, watts }): MadeCell[] => [when(start), when(end), o.dates ? watts / 1000 : comma(watts / 1000)]),
  ];
}

export function enedisWorkbook(of: readonly PowerInterval[], o: Parameters<typeof enedisRows>[1] = {}): Promise<Uint8Array> {
  return workbookOf(enedisRows(of, o));
}

export function consoDownloader(of: readonly PowerInterval[]): string {
  return ["\ufeffdebut;kW", ...of.map(({ start, watts }, i) => `${iso(start)};${i === 5 ? "null" : comma(watts / 1000)}`)].join(
    "\r\n",
  );
}

export function dataconnectCurve(of: readonly PowerInterval[]): string {
  const interval_reading = of.map(({ end, watts }) => {
    const { day, time } = wall(end);
    return { value: String(watts), date: `${day} ${time}`, interval_length: "PT30M", measure_type: "B" };
  });
  const reading_type = { unit: "W", measurement_kind: "power", aggregate: "average" };
  return JSON.stringify({ meter_reading: { usage_point_id: PRM, quality: "BRUT", reading_type, interval_reading } });
}

export function dataconnectDaily(of: readonly PowerInterval[]): string {
  const interval_reading = [...byDay(of)].map(([date, amount]) => ({ value: String(amount / 3600), date }));
  const reading_type = { unit: "Wh", measurement_kind: "energy", aggregate: "sum", measuring_period: "P1D" };
  return JSON.stringify({
    usage_point_id: PRM,
    start: "2024-02-20",
    end: "2024-05-03",
    quality: "BRUT",
    reading_type,
    interval_reading,
  });
}

/** Newest first, 00:00:00 at the top of the day that it ends, every line of one day twice. */
export function edfCurve(of: readonly PowerInterval[]): Uint8Array {
  const days = new Map<string, string[]>();
  for (const { start, end, watts } of of) {
    const { french } = wall(start);
    days.set(french, [...(days.get(french) ?? []), `${wall(end).time};${watts};Réelle`]);
  }
  const blocks = [...days].reverse().map(([day, lines]) => {
    const falling = lines.reverse();
    return [`${day};;`, ...falling, ...(day === "15/03/2024" ? falling : []), ""].join("\r\n");
  });
  const head = [
    "",
    "Récapitulatif de mes puissances atteintes en W",
    "",
    "Date et heure de relève par le distributeur;Puissance atteinte (W);Nature de la donnée",
    "",
  ];
  return latin1([...head, ...blocks].join("\r\n"));
}

export function edfDaily(of: readonly PowerInterval[]): Uint8Array {
  const rows = [...byDay(of)]
    .reverse()
    .map(([day, amount]) => `${day.split("-").reverse().join("/")};${comma(amount / 3_600_000)};Réelle`);
  const head = ["Récapitulatif de ma consommation", "", "Date de consommation;Consommation (kWh);Nature de la donnée"];
  return latin1([...head, ...rows].join("\n"));
}

export function edfMonthly(months: Readonly<Record<string, number>>): Uint8Array {
  const rows = Object.entries(months).map(([month, wh]) => `${month.split("-").reverse().join("/")};${comma(wh / 1000)};Estimée`);
  return latin1(["Récapitulatif de ma consommation", "", "Mois;Consommation (kWh);Nature de la donnée", ...rows].join("\n"));
}

/** Gas of a day as whole kWh, so that days can be told apart. */
export const gasOf = (day: string) => 5 + ((Number(day.replaceAll("-", "")) * 31) % 47);
export const DAYS = [...byDay(SPRING).keys()];
const after = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function grdfPortal(days: readonly string[]): string {
  const releves = days.map((day) => ({
    coeffConversion: 11.12,
    dateDebutReleve: `${day}T06:00:00+00:00`,
    dateFinReleve: `${after(day)}T06:00:00+00:00`,
    energieConsomme: gasOf(day),
    journeeGaziere: day,
    qualificationReleve: day === "2024-03-10" ? "Estimé" : "Mesuré",
  }));
  return JSON.stringify({ GI012345: { idPce: "GI012345", releves } });
}

export function grdfWorkbook(days: readonly string[]): Promise<Uint8Array> {
  const names = [
    "Date de relevé",
    "Index de début de période (m3)",
    "Index de fin de période (m3)",
    "Volume consommé (m3)",
    "Energie consommée (kWh)",
  ];
  const more = ["Coefficient de conversion", "Température locale (°C)", "Qualification du relevé"];
  return workbookOf([
    [],
    [null, "Données informatives et détaillées"],
    [null, "12 rue des Fleurs 69008 Lyon"],
    [null, "PCE 01234567890123"],
    [null, "Libellé : chez nous"],
    [],
    [],
    [],
    [null, ...names, ...more],
    ...days.map((day): MadeCell[] => [null, day.split("-").reverse().join("/"), 100, 101, 1, gasOf(day), 11.1, 12, "Mesuré"]),
  ]);
}

export function grdfList(days: readonly string[]): string {
  return JSON.stringify(
    days.map((day) => ({
      time_period: day.split("-").reverse().join("/"),
      energy_kwh: gasOf(day),
      type: day === "2024-03-10" ? "EST" : "MES",
    })),
  );
}

export function grdfAdict(days: readonly string[]): string {
  const lines = days.map((day) =>
    JSON.stringify({
      pce: { id_pce: "GI012345" },
      consommation: {
        date_debut_consommation: `${day}T06:00:00+01:00`,
        date_fin_consommation: `${after(day)}T06:00:00+01:00`,
        energie: gasOf(day),
        type_conso: "Informative",
      },
    }),
  );
  return [
    ...lines,
    JSON.stringify({ pce: { id_pce: "GI012345" }, consommation: null, statut_restitution: { code: "1000008" } }),
  ].join("\n");
}

export function waterPortal(days: readonly string[], o: { base?: 0 | 1; unit?: string | null } = {}): string {
  const { base = 1, unit = "L" } = o;
  return JSON.stringify(
    days.map((day) => {
      const [annee, mois = 1, jour] = day.split("-").map(Number);
      return {
        annee,
        mois: mois - 1 + base,
        jour,
        consommation: gasOf(day) / (unit === "m3" ? 1000 : 1),
        ...(unit === null ? {} : { unite: unit }),
      };
    }),
  );
}

export function cozy(days: readonly string[]): string {
  const dated = (day: string) => ({
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8)),
    hour: 0,
    minute: 0,
  });
  return JSON.stringify({
    rows: days.flatMap((day) => [
      { id: "1", doc: { _type: "com.grandlyon.egl.day", load: gasOf(day), price: 0, ...dated(day) } },
      { id: "2", doc: { _type: "com.grandlyon.grdf.day", load: gasOf(day), price: 0, ...dated(day) } },
      { id: "3", doc: { _type: "com.grandlyon.enedis.minute", load: 0.3, price: 0, ...dated(day) } },
    ]),
  });
}
