import { faker as danish } from '@faker-js/faker/locale/da'
import { faker as greek } from '@faker-js/faker/locale/el'
import { faker as norwegian } from '@faker-js/faker/locale/nb_NO'
import { faker as polish } from '@faker-js/faker/locale/pl'
import { faker as russian } from '@faker-js/faker/locale/ru'
import { faker as swedish } from '@faker-js/faker/locale/sv'

import { drawnNames } from '../names'
import type { Country } from './country'

const poland: Country = {
  weight: 5,
  names: drawnNames(polish, { feminine: (family) => family.replace(/([sc]|dz)ki$/, '$1ka') }),
  fullName: 'given family',
  location: '{city}, Poland',
  places: [
    'Warszawa:+4822555####',
    'Kraków:+4812555####',
    'Łódź:+4842555####',
    'Wrocław:+4871555####',
    'Poznań:+4861555####',
    'Gdańsk:+4858555####',
    'Szczecin:+4891555####',
    'Lublin:+4881555####',
  ],
  companies: [
    '{last} Logistyka Sp. z o.o.|{last}-logistyka',
    'Zakład Stolarski {last}|stolarz-{last}',
    '{last} i {other} S.A.|{last}-{other}',
    'Hurtownia {last}|hurtownia-{last}',
    '{last} Oprogramowanie|{last}-oprogramowanie',
  ],
  titles: [
    'Dyrektor handlowy|Dyrektorka handlowa',
    'Kierownik zakupów|Kierowniczka zakupów',
    'Prezes zarządu',
    'Główna księgowa',
    'Specjalista ds. sprzedaży|Specjalistka ds. sprzedaży',
  ],
  offsetMinutes: 120,
}

const denmark: Country = {
  weight: 2,
  names: drawnNames(danish),
  fullName: 'given family',
  location: '{city}, Denmark',
  places: [
    'København:+453355####',
    'Aarhus:+458655####',
    'Odense:+456655####',
    'Aalborg:+459855####',
    'Esbjerg:+457555####',
  ],
  companies: [
    '{last} Vind A/S|{last}-vind',
    '{last} Møbler ApS|{last}-moebler',
    '{last} Mejeri|{last}-mejeri',
    '{last} & {other} Arkitekter|{last}-{other}',
  ],
  titles: ['Indkøbschef', 'Salgsdirektør', 'Partner', 'Bogholder', 'Projektleder'],
  offsetMinutes: 120,
}

const norway: Country = {
  weight: 2,
  names: drawnNames(norwegian),
  fullName: 'given family',
  location: '{city}, Norway',
  places: [
    'Oslo:+472255####',
    'Bergen:+475555####',
    'Trondheim:+477355####',
    'Stavanger:+475155####',
    'Tromsø:+477755####',
  ],
  companies: [
    '{last} Sjømat AS|{last}-sjomat',
    '{last} Bygg AS|{last}-bygg',
    '{last} Rederi|{last}-rederi',
    '{last} og {other} Regnskap|{last}-{other}',
  ],
  titles: ['Innkjøpssjef', 'Daglig leder', 'Salgssjef', 'Økonomiansvarlig', 'Prosjektleder'],
  offsetMinutes: 120,
}

/** PTS sets 100 numbers of each of the first three areas aside for fiction. */
const sweden: Country = {
  weight: 3,
  names: drawnNames(swedish),
  fullName: 'given family',
  location: '{city}, Sweden',
  places: [
    'Stockholm:+468465004##',
    'Göteborg:+463139006##',
    'Malmö:+464062804##',
    'Uppsala:+4618555###',
    'Linköping:+4613555###',
    'Örebro:+4619555###',
    'Västerås:+4621555###',
  ],
  companies: [
    '{last} Stål AB|{last}-stal',
    '{last} & {other} Advokater|{last}-{other}',
    '{last} Skog AB|{last}-skog',
    '{last} Medicinteknik|{last}-medicinteknik',
  ],
  titles: ['Inköpschef', 'Försäljningschef', 'Verkställande direktör', 'Ekonomiassistent', 'Grundare'],
  offsetMinutes: 120,
}

const greece: Country = {
  weight: 2,
  names: drawnNames(greek),
  fullName: 'given family',
  location: '{city}',
  places: [
    'Αθήνα:+30210555####',
    'Πειραιάς:+30210556####',
    'Θεσσαλονίκη:+302310555###',
    'Πάτρα:+302610555###',
  ],
  companies: [
    '{last} Ναυτιλιακή Α.Ε.|{last}-shipping',
    'Αφοί {last} Ο.Ε.|afoi-{last}',
    'Ελαιουργεία {last}|{last}-olive',
    '{last} Κατασκευαστική|{last}-construction',
  ],
  titles: ['Διευθυντής πωλήσεων|Διευθύντρια πωλήσεων', 'Λογιστής|Λογίστρια', 'Πρόεδρος', 'Μηχανικός'],
  offsetMinutes: 180,
}

const russia: Country = {
  weight: 2,
  names: drawnNames(russian),
  fullName: 'given family',
  location: '{city}',
  places: [
    'Москва:+7495555####',
    'Санкт-Петербург:+7812555####',
    'Казань:+7843555####',
    'Новосибирск:+7383555####',
    'Екатеринбург:+7343555####',
  ],
  companies: [
    'ООО «{last} Логистика»|{last}-logistika',
    'Завод «{last}маш»|{last}mash',
    'ИП {last}|ip-{last}',
    'Торговый дом «{last} и {other}»|{last}-{other}',
  ],
  titles: [
    'Коммерческий директор',
    'Начальник отдела закупок',
    'Генеральный директор',
    'Менеджер',
    'Инженер',
  ],
  offsetMinutes: 180,
}

export const northernAndEasternEurope: readonly Country[] = [poland, denmark, norway, sweden, greece, russia]
