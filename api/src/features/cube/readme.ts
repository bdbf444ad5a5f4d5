import { type Edition } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import { type Bilingual } from '@vigie/seeds/catalogue';

/** What a reader of the archive needs to know, in each language. */
export function readmeOf(edition: Edition, url: string): Bilingual {
  const { id, feed_day: day, published_at: at, source } = edition;
  const [year = '', month = '', date = ''] = day.split('-');
  const factor = largestFactor(source.strata);
  return {
    fr: `${source.simulated ? `DONNÉES SIMULÉES : aucun de ces chiffres n’est officiel ni ne décrit la réalité.\n\n` : ''}Vigie, cube public. Édition n° ${id} du ${date}/${month}/${year}, publiée le ${at}.
Cette édition : ${url}

Fichiers (CSV, UTF-8, virgules, point décimal)
- cellules.csv : toutes les cases publiques de l’édition
- indicateurs.csv : le dictionnaire des indicateurs
- codes.csv : les codes des colonnes ; etats.csv : les états d’une case
- territoires.csv : les territoires
- editions.csv : les éditions parues et retirées ; calendrier.csv : les parutions à venir
- references.csv : ce qui rouvre chaque série à l’adresse /v1/references, aujourd’hui et plus tard
- protection.csv : ce que le secret retient et l’erreur médiane, sur les derniers mois clos
- LICENCE.txt : Licence Ouverte 2.0

Colonnes de cellules.csv
- FREQ : M pour un mois, D pour un jour ; _T : la dimension n’est pas croisée
- OBS_VALUE : la valeur, en pour cent pour un taux ; vide si la case n’en a pas
- NUMERATOR, DENOMINATOR : les nombres publiés dont un taux ou une moyenne est le rapport
- OBS_STATUS, CONF_STATUS : statuts d’observation et de secret, codes SDMX
- STATE : pourquoi une case n’a pas de valeur ; une case vide n’est jamais un zéro
- ERRATA : des données sont arrivées après la clôture, la valeur est restée
- ERROR_CLASS : de combien la valeur peut s’écarter de l’exacte, d’après sa taille seule${factor > 1 ? ` ; la source est un échantillon, dont chaque unité compte pour ${factor} au plus` : ''}
- ADDITIF : toujours « non »

Ne faites pas de sommes. Chaque case est protégée pour elle-même, par un petit bruit (environ 3 % pour
100 personnes, 0,3 % pour 1 000) et par des cases retenues : un total publié n’est pas la somme de ses
parties, et un écart de quelques unités entre les deux n’apprend rien.
`,
    en: `${source.simulated ? `DONNÉES SIMULÉES (SIMULATED DATA): none of these figures is official or describes anything real.\n\n` : ''}Vigie, public cube. Edition no. ${id} of ${day}, published at ${at}.
This edition: ${url}

Files (CSV, UTF-8, commas, decimal points)
- cellules.csv: every public cell of the edition
- indicateurs.csv: the dictionary of measures
- codes.csv: codes of the columns; etats.csv: states of a cell
- territoires.csv: territories
- editions.csv: editions published and withdrawn; calendrier.csv: what is to come
- references.csv: what reopens each series at /v1/references, today and later
- protection.csv: what confidentiality withholds and the median error, over the last closed months
- LICENCE.txt: Open Licence 2.0

Columns of cellules.csv
- FREQ: M for a month, D for a day; _T: the dimension is not crossed
- OBS_VALUE: the value, in percent for a rate; empty where the cell has none
- NUMERATOR, DENOMINATOR: the published counts that a rate or a mean divides
- OBS_STATUS, CONF_STATUS: observation and confidentiality statuses, codes of SDMX
- STATE: why a cell has no value; an empty cell is never a zero
- ERRATA: data came after the month had closed, and the value was left (oui: yes, non: no)
- ERROR_CLASS: how far the value may be from the exact one, by its size alone${factor > 1 ? `; the source is a sample, of which each unit stands for ${factor} at most` : ''}
- ADDITIF (additive): always “non”

Add nothing up. Each cell is protected on its own, by a small noise (about 3 % at 100 people, 0.3 % at
1,000) and by withheld cells: a published total is not the sum of its parts, and a difference of a few
units between the two tells nothing.
`,
  };
}
