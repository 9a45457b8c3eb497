import { list, type Section, table, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { residual } from "./residual.ts";
import { around, backupsOf, number, together, yearsSaid } from "./sayings.ts";
import { SECURITY } from "./security.ts";

/** The three risks of the CNIL's method, then what anonymisation itself risks (WP29 opinion 05/2014). */
export function riskSections(facts: Facts): readonly Section[] {
  return [measures(), access(facts), change(), loss(facts), anonymisation(facts), residual(facts)];
}

function measures(): Section {
  return { id: "measures", title: words("3.1 Mesures existantes", "3.1 Existing measures"), blocks: [list(...SECURITY)] };
}

interface Risk {
  readonly impacts: Words;
  readonly sources: Words;
  readonly threats: Words;
  /** what the software does */
  readonly measures: Words;
  /** what it cannot do, and the operator has to */
  readonly operator?: Words;
  readonly severity: Words;
  readonly likelihood: Words;
}

const LOW = words("négligeable à limitée", "negligible to limited");
const LIMITED = words("limitée", "limited");
const SIGNIFICANT = words("importante", "significant");

function rated(risk: Risk) {
  return table(
    [words("point", "point"), words("proposition", "proposal")],
    [
      [words("impacts possibles", "possible impacts"), risk.impacts],
      [words("sources", "sources"), risk.sources],
      [words("menaces", "threats"), risk.threats],
      [words("mesures", "measures"), risk.measures],
      ...(risk.operator === undefined ? [] : [[words("à faire par l’opérateur", "to be done by the operator"), risk.operator]]),
      [words("gravité proposée", "proposed severity"), risk.severity],
      [words("vraisemblance proposée", "proposed likelihood"), risk.likelihood],
    ],
  );
}

function access(facts: Facts): Section {
  const hasBackups = facts.operator.backup_days !== 0;
  return {
    id: "illegitimate-access",
    title: words("3.2 Accès illégitime aux données", "3.2 Illegitimate access to data"),
    blocks: [
      rated({
        impacts: words(
          "connaître les consommations mensuelles d’un foyer, ses absences longues, son logement et son secteur",
          "knowing a household’s monthly consumption, long absences, its home and neighbourhood",
        ),
        sources: words(
          `voleur du dossier${hasBackups ? " ou d’une sauvegarde" : ""} ; opérateur ou sous-traitant malveillant ; qui sert les pages, ou s’y introduit ; détenteur d’une clé de contribution volée`,
          `thief of the home${hasBackups ? " or of a backup" : ""}; malicious operator or processor; who serves the pages, or breaks in there; holder of a stolen contribution key`,
        ),
        threats: words(
          "vol de la machine, intrusion, copie de la clé de l’opérateur, vidage de la mémoire pendant un calcul, page modifiée qui envoie ailleurs ce qui y est déposé",
          "theft of the machine, intrusion, a copy of the operator’s key, a memory dump during a run, a changed page that sends elsewhere what is dropped in it",
        ),
        measures: words(
          "scellement par foyer, clé hors du dossier, service public sans coffre, débit limité",
          "sealing by household, key outside the home, public service without the vault, limited rates",
        ),
        operator: together(
          words("protéger les machines", "protect the machines"),
          words(
            "servir les pages de contribution sur la machine de l’entrée",
            "serve the contributor’s pages from the machine of the intake",
          ),
          backupsOf(facts),
        ),
        severity: LIMITED,
        likelihood: LIMITED,
      }),
    ],
  };
}

function change(): Section {
  return {
    id: "unwanted-change",
    title: words("3.3 Modification non désirée des données", "3.3 Unwanted change of data"),
    blocks: [
      rated({
        impacts: words(
          "une contribution faussée ; une moyenne faussée, dans la limite d’un plafond par foyer",
          "a falsified contribution; a falsified mean, within a cap a household",
        ),
        sources: words(
          "faux contributeurs, erreur de saisie, intrusion, panne",
          "made-up contributors, typing errors, intrusion, failure",
        ),
        threats: words(
          "contributions inventées en nombre, modification du coffre ou d’une publication",
          "made-up contributions in number, a changed vault or release",
        ),
        measures: words(
          "sceaux liés au foyer, au rang et au mois ; plafonds publics ; empreintes et vérification des publications ; journal chaîné, avec témoin hors du dossier",
          "seals bound to household, number and month; public caps; fingerprints and verification of releases; a chained ledger, with a witness outside the home",
        ),
        severity: LOW,
        likelihood: LIMITED,
      }),
    ],
  };
}

/** Backups are the operator's act: the software makes them when it is told to, and knows of no others but what the settings state. */
function backing(facts: Facts): Words {
  if (facts.operator.backup_days === 0) {
    return around(
      "… : un disque perdu emporte le coffre et ce qui n’est pas publié ailleurs ; à accepter, ou à changer",
      "…: a lost disk takes the vault with it, and all that is published nowhere else; to be accepted, or changed",
      backupsOf(facts),
    );
  }
  return together(
    words(
      "sauvegarder le dossier et, à part, la clé et les fichiers à côté d’elle ; essayer une restauration",
      "back up the home and, apart, the key and the files beside it; try a restore",
    ),
    backupsOf(facts),
  );
}

function loss(facts: Facts): Section {
  const hasBackups = facts.operator.backup_days !== 0;
  return {
    id: "disappearance",
    title: words("3.4 Disparition des données", "3.4 Disappearance of data"),
    blocks: [
      rated({
        impacts: words(
          "perte de la contribution ; impossibilité de la consulter ou de la retirer ; statistiques moins précises",
          "loss of the contribution; no way to see or withdraw it; less precise statistics",
        ),
        sources: words(
          "panne, perte de la clé de l’opérateur, perte de la clé de contribution",
          "failure, loss of the operator’s key, loss of the contribution key",
        ),
        threats: hasBackups
          ? words("disque perdu ou plein, sauvegarde ancienne restaurée", "a lost or full disk, an old backup restored")
          : words("disque perdu ou plein", "a lost or full disk"),
        measures: words(
          "écriture synchronisée avant toute confirmation ; journal du budget doublé hors du dossier",
          "synced writes before anything is confirmed; the privacy ledger kept once more outside the home",
        ),
        operator: backing(facts),
        severity: LOW,
        likelihood: LIMITED,
      }),
    ],
  };
}

function anonymisation({ protection }: Facts): Section {
  const { k, epsilon, lifetime } = protection;
  const [year, life] = [number(epsilon), lifetime.map(({ years, epsilon: e }) => ({ over: yearsSaid(years), e: number(e) }))];
  return {
    id: "anonymisation",
    title: words("3.5 Réidentification à partir des publications", "3.5 Re-identification from releases"),
    blocks: [
      table(
        [words("critère (WP29 05/2014)", "criterion (WP29 05/2014)"), words("réponse", "answer")],
        [
          [
            words("individualisation", "singling out"),
            words(
              `chaque chiffre publié repose sur ${k} foyers au moins, et le seuil est lui-même protégé ; aucune ligne individuelle n’est publiée`,
              `each published figure stands on at least ${k} households, and the threshold is itself protected; no individual row is published`,
            ),
          ],
          [
            words("corrélation", "linkability"),
            words(
              "deux publications ne partagent ni bruit, ni identifiant, ni chiffre exact",
              "two releases share no noise, no identifier and no exact figure",
            ),
          ],
          [
            words("inférence", "inference"),
            words(
              `bornée par ε = ${year.fr} par an (${life.map(({ over, e }) => `${e.fr} sur ${over.fr}`).join(", ")})`,
              `bounded by ε = ${year.en} a year (${life.map(({ over, e }) => `${e.en} over ${over.en}`).join(", ")})`,
            ),
          ],
        ],
      ),
      rated({
        impacts: words(
          "déduire qu’un foyer participe, ou ce qu’il consomme",
          "inferring that a household takes part, or what it uses",
        ),
        sources: words(
          "lecteur des publications, avec toute autre information",
          "a reader of releases, with any other information",
        ),
        threats: words(
          "recoupements, différences entre publications, foyers inventés",
          "cross-checks, differences between releases, made-up households",
        ),
        measures: words(
          "confidentialité différentielle, comptée au journal ; seuil k ; masquage complémentaire ; attaques rejouées en test",
          "differential privacy, accounted in the ledger; threshold k; complementary suppression; attacks replayed in tests",
        ),
        severity: SIGNIFICANT,
        likelihood: LOW,
      }),
    ],
  };
}
