interface Name {
  readonly fr: string;
  readonly en: string;
}

/** Levels of official geography that many territories have, as people call them. */
const KNOWN: Readonly<Record<string, Name>> = {
  country: { fr: "pays", en: "country" },
  region: { fr: "région", en: "region" },
  departement: { fr: "département", en: "département" },
  metropole: { fr: "métropole", en: "metropolis" },
  city: { fr: "ville", en: "city" },
  ville: { fr: "ville", en: "city" },
  commune: { fr: "commune", en: "municipality" },
  arrondissement: { fr: "arrondissement", en: "district" },
  borough: { fr: "arrondissement", en: "borough" },
  district: { fr: "district", en: "district" },
  secteur: { fr: "secteur", en: "neighbourhood" },
  iris: { fr: "secteur (IRIS)", en: "neighbourhood (IRIS)" },
  zone: { fr: "zone", en: "zone" },
};

/** What people call a level that its territory does not name: the common word for its code, or the code. */
export function levelName(code: string): Name {
  return KNOWN[code] ?? { fr: code, en: code };
}
