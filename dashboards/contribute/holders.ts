import type { Labels, MeasureRef } from "../../src/domains/index.ts";

/**
 * An organisation that holds records of households: how to get them, and what to ask for by letter. Add an entry for a new
 * holder.
 */
export interface Holder {
  readonly id: string;
  readonly name: Labels;
  /** how to get a file, step by step; empty: there is no file that can be read, so figures are typed */
  readonly file: readonly Labels[];
  /** where to find the figures that may be typed instead */
  readonly figures: Labels;
  /** where to find the amount spent; absent: the figures above say it, or none is asked for */
  readonly spending?: Labels;
  /** what the letter asks for, as a noun */
  readonly records: Labels;
}

const TOTAL: Labels = { fr: "Pour la dépense : le total TTC.", en: "For the amount spent: the total with tax." };

export const HOLDERS: readonly Holder[] = [
  {
    id: "water-utility",
    name: { fr: "Distributeur d’eau", en: "Water company" },
    file: [
      {
        fr: "Peu de distributeurs proposent un fichier : si votre espace client en donne un (CSV, XLSX ou JSON), déposez-le ; sinon tapez les m³ de la facture.",
        en: "Few companies offer a file: if your account gives one (CSV, XLSX or JSON), drop it; otherwise type the m³ of the bill.",
      },
    ],
    figures: {
      fr: "Sur la facture : les deux dates de relevé, et la consommation en m³.",
      en: "On the bill: the two dates of reading, and the consumption in m³.",
    },
    spending: TOTAL,
    records: {
      fr: "mes relevés d’eau (dates, index, volumes, relevés réels ou estimés) et mes factures",
      en: "my water readings (dates, indexes, volumes, whether read or estimated) and my bills",
    },
  },
  {
    id: "electricity-network",
    name: { fr: "Réseau d’électricité (Enedis, ou votre régie)", en: "Electricity network (Enedis, or another operator)" },
    file: [
      {
        fr: "Ouvrez votre compte particulier chez le gestionnaire du réseau (pas chez votre fournisseur). Pour Enedis, il se crée avec le numéro PRM de la facture.",
        en: "Open your personal account with the network operator (not your supplier). For Enedis, it is made with the PRM number on the bill.",
      },
      {
        fr: "Dans « Suivre mes mesures », choisissez la consommation par jour, ou les index : c’est assez, et cela en dit moins que la courbe par demi-heure.",
        en: "In “Suivre mes mesures”, choose daily consumption, or indexes: that is enough, and tells less than the half-hourly curve.",
      },
      {
        fr: "Demandez treize mois ou plus, téléchargez le CSV ou le XLSX, et déposez-le ici sans l’ouvrir.",
        en: "Ask for thirteen months or more, download the CSV or XLSX, and drop it here without opening it.",
      },
    ],
    figures: {
      fr: "Sur la facture : les deux dates de relevé, et la consommation en kWh.",
      en: "On the bill: the two dates of reading, and the consumption in kWh.",
    },
    records: {
      fr: "mes données de consommation d’électricité, par jour et par mois, sur toute la durée conservée, et les index du compteur",
      en: "my electricity consumption by day and by month, for as long as it is kept, and the meter’s indexes",
    },
  },
  {
    id: "gas-network",
    name: { fr: "Réseau de gaz (GRDF, ou votre régie)", en: "Gas network (GRDF, or another operator)" },
    file: [
      {
        fr: "Ouvrez votre espace client chez le gestionnaire du réseau de gaz. Pour GRDF, il demande le numéro PCE de la facture.",
        en: "Open your account with the gas network operator. For GRDF, it asks for the PCE number on the bill.",
      },
      {
        fr: "Dans « Ma consommation », choisissez la plus longue période, puis « Télécharger » : un XLSX ou un JSON.",
        en: "In “Ma consommation”, choose the longest period, then “Télécharger”: an XLSX or JSON file.",
      },
    ],
    figures: {
      fr: "Sur la facture : les deux dates de relevé, et la consommation en kWh (pas les m³).",
      en: "On the bill: the two dates of reading, and the consumption in kWh (not m³).",
    },
    records: {
      fr: "mes données de consommation de gaz, par jour et par mois, en kWh, sur toute la durée conservée",
      en: "my gas consumption by day and by month, in kWh, for as long as it is kept",
    },
  },
  {
    id: "energy-supplier",
    name: { fr: "Fournisseur d’énergie", en: "Energy supplier" },
    file: [
      {
        fr: "Dans l’espace client, cherchez « Suivi conso » puis « Télécharger mes données » : chez EDF, c’est une archive zip. Déposez-la telle quelle.",
        en: "In your account, look for “Suivi conso”, then “Télécharger mes données”: at EDF it is a zip archive. Drop it as it is.",
      },
      {
        fr: "D’autres donnent un fichier Green Button (XML) : il se lit aussi.",
        en: "Others give a Green Button file (XML): that is read too.",
      },
    ],
    figures: {
      fr: "Sur la facture de régularisation ou le bilan annuel : les dates, et les kWh. Un échéancier n’est pas une consommation.",
      en: "On the yearly settlement: the dates, and the kWh. A payment plan is not a consumption.",
    },
    spending: TOTAL,
    records: {
      fr: "mes consommations facturées (dates, kWh, relevés réels ou estimés) et mes factures",
      en: "my billed consumption (dates, kWh, whether read or estimated) and my bills",
    },
  },
  {
    id: "landlord-or-lender",
    name: { fr: "Bailleur, syndic ou banque du prêt", en: "Landlord or mortgage lender" },
    file: [],
    figures: {
      fr: "Sur la quittance : le loyer charges comprises. Avec un prêt : la mensualité, plus les charges.",
      en: "On the rent receipt: rent with service charges. With a loan: the monthly repayment, plus charges.",
    },
    records: {
      fr: "mes quittances ou mon échéancier, et les décomptes de charges",
      en: "my receipts or repayment schedule, and statements of charges",
    },
  },
  {
    id: "insurer",
    name: { fr: "Assureur ou mutuelle", en: "Insurer" },
    file: [],
    figures: {
      fr: "Sur l’avis d’échéance : la prime TTC et sa période. Additionnez logement, véhicules et santé.",
      en: "On the renewal notice: the premium with tax and its period. Add up home, vehicles and health.",
    },
    records: { fr: "mes contrats, primes et échéances", en: "my contracts, premiums and due dates" },
  },
  {
    id: "bank",
    name: { fr: "Banque", en: "Bank" },
    file: [],
    figures: {
      fr: "Sur le récapitulatif annuel des frais, que la banque envoie chaque janvier : le total de l’année. Seulement les frais : aucun relevé d’opérations n’est demandé.",
      en: "On the yearly statement of charges, sent each January: the year’s total. Charges only: no list of transactions is asked for.",
    },
    records: { fr: "le récapitulatif de mes frais bancaires, par année", en: "the statement of my bank charges, by year" },
  },
  {
    id: "telecom",
    name: { fr: "Opérateur de téléphone et d’internet", en: "Telephone and internet provider" },
    file: [],
    figures: {
      fr: "Sur la facture du mois : le total TTC, box et mobiles du foyer additionnés ; les Go consommés, s’ils y sont.",
      en: "On the month’s bill: the total with tax, broadband and the home’s mobiles added up; GB used, if stated.",
    },
    records: { fr: "mes factures et mes volumes de données, par mois", en: "my bills and data volumes, by month" },
  },
  {
    id: "phone",
    name: { fr: "Votre téléphone ou ordinateur", en: "Your phone or computer" },
    file: [
      {
        fr: "Trajets : sur Android, Paramètres › Localisation › Services › Trajets › Exporter les données. Le fichier ne quitte pas votre appareil : la page n’en fait que des totaux par mois.",
        en: "Trips: on Android, Settings › Location › Services › Timeline › Export data. The file does not leave your device: the page makes monthly totals of it and nothing else.",
      },
      {
        fr: "Temps d’écran : l’export JSON d’ActivityWatch se lit.",
        en: "Screen time: ActivityWatch’s JSON export is read.",
      },
    ],
    figures: {
      fr: "Dans les réglages du téléphone : temps d’écran, et données utilisées dans le mois.",
      en: "In the phone’s settings: screen time, and data used in the month.",
    },
    records: { fr: "mes trajets et mes durées d’utilisation", en: "my trips and times of use" },
  },
];

/** Used for measures without a holder, so that a new topic can be contributed before its holder is described. */
const OTHERS: Holder = {
  id: "others",
  name: { fr: "Autres relevés", en: "Other records" },
  file: [],
  figures: { fr: "Tapez ce que disent vos factures ou vos relevés.", en: "Type what your bills or records say." },
  records: { fr: "mes relevés", en: "my records" },
};

export interface HolderOf {
  readonly holder: Holder;
  /** the measures that its records contain */
  readonly measures: readonly MeasureRef[];
}

/** Where to find the figures of a holder, of the measures in use alone. */
export function figuresOf({ holder, measures }: HolderOf): Labels {
  const { figures, spending } = holder;
  if (spending === undefined || measures.every(({ measure }) => measure.unit !== "currency")) return figures;
  return { fr: `${figures.fr} ${spending.fr}`, en: `${figures.en} ${spending.en}` };
}

/** The holders of measures in use, each with those measures only. */
export function holdersOf(measures: readonly MeasureRef[]): HolderOf[] {
  return [...HOLDERS, OTHERS]
    .map((holder) => ({
      holder,
      measures: measures.filter(({ measure }) => (measure.holders ?? [OTHERS.id]).includes(holder.id)),
    }))
    .filter((one) => one.measures.length > 0);
}
