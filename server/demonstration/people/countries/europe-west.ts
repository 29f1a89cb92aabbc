import { faker as german } from '@faker-js/faker/locale/de'
import { faker as british } from '@faker-js/faker/locale/en_GB'
import { faker as spanish } from '@faker-js/faker/locale/es'
import { faker as french } from '@faker-js/faker/locale/fr'
import { faker as italian } from '@faker-js/faker/locale/it'
import { faker as dutch } from '@faker-js/faker/locale/nl'

import { drawnNames } from '../names'
import { englishTitles } from './america'
import type { Country } from './country'

/** Ofcom sets 1,000 numbers of each of these areas aside for drama. */
const unitedKingdom: Country = {
  weight: 8,
  names: drawnNames(british),
  fullName: 'given family',
  location: '{city}, UK',
  places: [
    'London:+442079460###',
    'Leeds:+441134960###',
    'Sheffield:+441144960###',
    'Nottingham:+441154960###',
    'Leicester:+441164960###',
    'Bristol:+441174960###',
    'Reading:+441184960###',
    'Birmingham:+441214960###',
    'Edinburgh:+441314960###',
    'Glasgow:+441414960###',
    'Liverpool:+441514960###',
    'Manchester:+441614960###',
    'Newcastle upon Tyne:+441914980###',
    'Cardiff:+442920180###',
    'Belfast:+442896496###',
    'York:+447700900###',
  ],
  companies: [
    '{last} & {other} Ltd|{last}-{other}',
    '{last} Solicitors LLP|{last}-solicitors',
    '{last} & Sons|{last}-and-sons',
    '{last} Brewing Company|{last}-brewing',
    '{last} Estates plc|{last}-estates',
    '{last} Engineering Ltd|{last}-engineering',
    '{last} Tea Merchants|{last}-tea',
  ],
  titles: englishTitles,
  offsetMinutes: 60,
}

/** The Bundesnetzagentur sets 1,000 numbers of five cities aside for film and television. */
const germany: Country = {
  weight: 8,
  names: drawnNames(german, { german: true }),
  fullName: 'given family',
  location: '{city}, Germany',
  places: [
    'Berlin:+493023125###',
    'Frankfurt am Main:+496990009###',
    'Hamburg:+494066969###',
    'Köln:+492214710###',
    'München:+498999998###',
  ],
  companies: [
    '{last} Maschinenbau GmbH|{last}-maschinenbau',
    '{last} & {other} Steuerberater PartG mbB|{last}-{other}',
    '{last} Optik GmbH & Co. KG|{last}-optik',
    '{last} Logistik AG|{last}-logistik',
    'Bäckerei {last}|baeckerei-{last}',
    '{last} Elektrotechnik e.K.|{last}-elektrotechnik',
    'Autohaus {last}|autohaus-{last}',
  ],
  titles: [
    'Geschäftsführer|Geschäftsführerin',
    'Einkaufsleiter|Einkaufsleiterin',
    'Vertriebsleiter|Vertriebsleiterin',
    'Leiter Informationstechnik|Leiterin Informationstechnik',
    'Assistenz der Geschäftsleitung',
    'Projektingenieur|Projektingenieurin',
    'Sachbearbeiter Kreditorenbuchhaltung|Sachbearbeiterin Kreditorenbuchhaltung',
  ],
  offsetMinutes: 120,
}

/** Arcep sets 10,000 numbers of each zone aside for audiovisual works. */
const france: Country = {
  weight: 6,
  names: drawnNames(french),
  fullName: 'given family',
  location: '{city}, France',
  places: [
    'Paris:+3319900####',
    'Nantes:+33261911###',
    'Rennes:+33261912###',
    'Strasbourg:+33353011###',
    'Lille:+33353012###',
    'Lyon:+33465711###',
    'Marseille:+33465712###',
    'Bordeaux:+33536491###',
    'Toulouse:+33536492###',
  ],
  companies: [
    'Ateliers {last}|ateliers-{last}',
    '{last} et Fils SARL|{last}-et-fils',
    'Cabinet {last}-{other}|cabinet-{last}-{other}',
    'Domaine {last}|domaine-{last}',
    'Transports {last} SA|transports-{last}',
    '{last} Conseil|{last}-conseil',
  ],
  titles: [
    'Directeur commercial|Directrice commerciale',
    'Responsable achats',
    'Gérant|Gérante',
    'Chef de projet|Cheffe de projet',
    'Cofondateur|Cofondatrice',
    'Assistant de direction|Assistante de direction',
  ],
  offsetMinutes: 120,
}

const spain: Country = {
  weight: 4,
  names: drawnNames(spanish),
  fullName: 'given family',
  location: '{city}, Spain',
  places: [
    'Madrid:+3491555####',
    'Barcelona:+3493555####',
    'Valencia:+3496555####',
    'Sevilla:+3495555####',
    'Bilbao:+3494555####',
  ],
  companies: [
    '{last} y {other}, S.L.|{last}-{other}',
    'Bodegas {last}|bodegas-{last}',
    'Construcciones {last}, S.A.|construcciones-{last}',
    'Clínica {last}|clinica-{last}',
    'Gestoría {last}|gestoria-{last}',
  ],
  titles: [
    'Director de ventas|Directora de ventas',
    'Jefe de compras|Jefa de compras',
    'Socio fundador|Socia fundadora',
    'Responsable de logística',
    'Administrativo|Administrativa',
  ],
  offsetMinutes: 120,
}

const italy: Country = {
  weight: 3,
  names: drawnNames(italian),
  fullName: 'given family',
  location: '{city}, Italy',
  places: [
    'Milano:+39025550####',
    'Roma:+39065550####',
    'Torino:+390115550###',
    'Napoli:+390815550###',
    'Bologna:+390515550###',
  ],
  companies: [
    'Fratelli {last} S.r.l.|fratelli-{last}',
    '{last} Arredamenti|{last}-arredamenti',
    'Officine {last} S.p.A.|officine-{last}',
    'Studio legale {last}|studio-{last}',
  ],
  titles: [
    'Direttore commerciale|Direttrice commerciale',
    'Responsabile acquisti',
    'Titolare',
    'Amministratore delegato|Amministratrice delegata',
  ],
  offsetMinutes: 120,
}

const netherlands: Country = {
  weight: 3,
  names: drawnNames(dutch),
  fullName: 'given family',
  location: '{city}, Netherlands',
  places: [
    'Amsterdam:+31205550###',
    'Rotterdam:+31105550###',
    'Utrecht:+31305550###',
    'Den Haag:+31705550###',
    'Eindhoven:+31405550###',
    'Groningen:+31505550###',
  ],
  companies: [
    '{last} Bloemen|{last}-bloemen',
    '{last} & Zonen B.V.|{last}-zonen',
    '{last} Scheepvaart N.V.|{last}-scheepvaart',
    'Drukkerij {last}|drukkerij-{last}',
  ],
  titles: ['Inkoopmanager', 'Directeur', 'Oprichter', 'Accountmanager', 'Hoofd financiën'],
  offsetMinutes: 120,
}

export const westernEurope: readonly Country[] = [unitedKingdom, germany, france, spain, italy, netherlands]
