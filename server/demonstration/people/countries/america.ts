import { faker as english } from '@faker-js/faker/locale/en'
import { faker as mexican } from '@faker-js/faker/locale/es_MX'
import { faker as brazilian } from '@faker-js/faker/locale/pt_BR'

import { drawnNames } from '../names'
import type { Country } from './country'

/** Titles of those who work in English. */
export const englishTitles = [
  'Account executive',
  'VP Operations',
  'Head of procurement',
  'Purchasing manager',
  'Managing partner',
  'Founder & CEO',
  'Chief financial officer',
  'Head of partnerships',
  'Regional director, South',
  'Office manager',
  'Director of sales',
  'Marketing lead',
  'IT manager',
  'Facilities coordinator',
  'Senior buyer',
  'Customer success manager',
  'Chief of staff',
  'Project manager',
]

/** Cities with their area codes; 555-0100 to 555-0199 are set aside for fiction in each (NANPA). */
const citiesOfTheUnitedStates = `New York, NY 212 646 332 917|Brooklyn, NY 718 347 929|Los Angeles, CA 213 323|Oakland, CA 510 341
San Francisco, CA 415 628|San Diego, CA 619 858|San Jose, CA 408 669|Sacramento, CA 916 279|Fresno, CA 559|Long Beach, CA 562
Chicago, IL 312 773 872|Houston, TX 713 281 832 346|Dallas, TX 214 469 972|Austin, TX 512 737|San Antonio, TX 210 726
Fort Worth, TX 817 682|El Paso, TX 915|Phoenix, AZ 602 480 623|Tucson, AZ 520|Philadelphia, PA 215 267 445|Pittsburgh, PA 412
Seattle, WA 206|Spokane, WA 509|Portland, OR 503 971|Denver, CO 303 720|Colorado Springs, CO 719|Boston, MA 617 857
Worcester, MA 508 774|Atlanta, GA 404 678 470|Savannah, GA 912|Miami, FL 305 786|Tampa, FL 813|Orlando, FL 407 689
Jacksonville, FL 904|Charlotte, NC 704 980|Raleigh, NC 919 984|Nashville, TN 615 629|Memphis, TN 901|Louisville, KY 502
Columbus, OH 614 380|Cleveland, OH 216|Cincinnati, OH 513|Detroit, MI 313|Grand Rapids, MI 616|Minneapolis, MN 612
Saint Paul, MN 651|Milwaukee, WI 414|Madison, WI 608|Kansas City, MO 816|St. Louis, MO 314 557|Omaha, NE 402 531
Des Moines, IA 515|Tulsa, OK 918 539|Oklahoma City, OK 405 572|New Orleans, LA 504|Baton Rouge, LA 225|Birmingham, AL 205
Salt Lake City, UT 801 385|Las Vegas, NV 702 725|Reno, NV 775|Albuquerque, NM 505|Boise, ID 208 986|Honolulu, HI 808
Anchorage, AK 907|Baltimore, MD 410 443|Richmond, VA 804|Washington, DC 202 771|Hartford, CT 860 959|Providence, RI 401
Buffalo, NY 716|Rochester, NY 585|Newark, NJ 973 862|Indianapolis, IN 317 463|Charleston, SC 843 854|Burlington, VT 802`

const citiesOfCanada = `Toronto, ON 416 647 437 942|Mississauga, ON 905 289 365 742|London, ON 519 226 548 382|Ottawa, ON 613 343 753
Sudbury, ON 705 249 683|Thunder Bay, ON 807|Montréal, QC 514 438 263|Laval, QC 450 579 354|Québec, QC 418 581 367
Gatineau, QC 819 873 468|Vancouver, BC 604 778 236 672|Victoria, BC 250|Calgary, AB 403 587 368|Edmonton, AB 780 825
Winnipeg, MB 204 431 584|Regina, SK 306 639 474|Halifax, NS 902 782|Moncton, NB 506 428|St. John’s, NL 709 879|Yellowknife, NT 867`

/** One place for each area code, so that several thousand contacts get different fictional numbers. */
function placesOf(cities: string): string[] {
  return cities.split(/[|\n]/).flatMap((entry) => {
    const [city = '', codes = ''] = entry.split(/(?<=, [A-Z]{2}) /)
    return codes.split(' ').map((code) => `${city}:+1${code}555####`)
  })
}

const unitedStates: Country = {
  weight: 36,
  names: drawnNames(english),
  fullName: 'given family',
  location: '{city}',
  places: placesOf(citiesOfTheUnitedStates),
  companies: [
    '{last} & {other}|{last}-{other}',
    '{last} Medical Supply|{last}-medical',
    '{last} Robotics|{last}-robotics',
    '{last} Freight Lines|{last}-freight',
    '{last} Partners|{last}-partners',
    '{last} Foods, Inc.|{last}-foods',
    '{last} Brothers Construction|{last}-construction',
    '{last} Software|{last}-software',
    '{last} Realty Group|{last}-realty',
    '{last} Family Dental|{last}-dental',
    '{last} Insurance Agency|{last}-insurance',
    '{last} Solar LLC|{last}-solar',
    '{last} Credit Union|{last}-credit-union',
  ],
  titles: englishTitles,
  offsetMinutes: -300,
}

const canada: Country = {
  weight: 4,
  names: drawnNames(english),
  fullName: 'given family',
  location: '{city}',
  places: placesOf(citiesOfCanada),
  companies: [
    '{last} Timber Ltd.|{last}-timber',
    '{last} Outfitters|{last}-outfitters',
    '{last} Mining Corp.|{last}-mining',
    '{last} & {other} LLP|{last}-{other}-llp',
    '{last} Logistics Canada|{last}-logistics',
  ],
  titles: englishTitles,
  offsetMinutes: -240,
}

const mexico: Country = {
  weight: 3,
  names: drawnNames(mexican),
  fullName: 'given family',
  location: '{city}, Mexico',
  places: [
    'Ciudad de México:+52555550####',
    'Guadalajara:+52335550####',
    'Monterrey:+52815550####',
    'Puebla:+52222555####',
    'Mérida:+52999555####',
  ],
  companies: [
    'Grupo {last}, S.A. de C.V.|grupo-{last}',
    'Aceros {last}|aceros-{last}',
    'Transportes {last} y {other}|transportes-{last}',
    'Café {last}|cafe-{last}',
  ],
  titles: [
    'Director general|Directora general',
    'Jefe de compras|Jefa de compras',
    'Gerente de ventas',
    'Coordinador de logística|Coordinadora de logística',
    'Contador|Contadora',
  ],
  offsetMinutes: -360,
}

const brazil: Country = {
  weight: 4,
  names: drawnNames(brazilian),
  fullName: 'given family',
  location: '{city}, Brazil',
  places: [
    'São Paulo:+55115550####',
    'Rio de Janeiro:+55215550####',
    'Belo Horizonte:+55315550####',
    'Curitiba:+55415550####',
    'Porto Alegre:+55515550####',
    'Salvador:+55715550####',
    'Recife:+55815550####',
  ],
  companies: [
    '{last} & {other} Ltda.|{last}-{other}',
    'Construtora {last} S.A.|construtora-{last}',
    'Café {last} Exportação|cafe-{last}',
    '{last} Tecnologia|{last}-tecnologia',
    'Laticínios {last}|laticinios-{last}',
  ],
  titles: [
    'Diretor comercial|Diretora comercial',
    'Gerente de compras',
    'Coordenador de marketing|Coordenadora de marketing',
    'Sócio-fundador|Sócia-fundadora',
    'Analista de suprimentos',
  ],
  offsetMinutes: -180,
}

export const america: readonly Country[] = [unitedStates, canada, mexico, brazil]
