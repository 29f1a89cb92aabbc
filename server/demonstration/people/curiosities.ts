import type { WireContact } from './wire'

/**
 * What is nasty and still plausible in somebody's contacts: text that begins like a spreadsheet formula, right to
 * left and left to right in one name, apostrophes, quotes, separators, emoji, and more of a text than a cell shows.
 */
export const curiosities: readonly Partial<WireContact>[] = [
  { company: 'O’Connor & Daughters', email: 'office@oconnor-daughters.example' },
  {
    first_name: 'Zoë',
    last_name: 'van der Meer',
    full_name: 'Zoë van der Meer',
    company: 'Van der Meer Bloemen',
    email: 'zoe@vandermeer.example',
  },
  { company: '=SUM Analytics', email: 'hello@sum-analytics.example' },
  { title: '=Head of Growth' },
  { company: '+Plus Energy', email: 'team@plus-energy.example' },
  { title: '+1 to everyone in sales' },
  { company: '@home Interiors', email: 'studio@home-interiors.example' },
  { company: '-40° Cold Storage', email: 'dock@minus40.example' },
  { company: '🚀 Liftoff Labs', email: 'crew@liftoff-labs.example' },
  {
    first_name: 'Dr. Maximilian',
    last_name: 'Freiherr von Hohenstein-Lichtenberg',
    full_name: 'Dr. Maximilian Freiherr von Hohenstein-Lichtenberg',
    company: 'Lichtenberg Optik GmbH & Co. KG',
    title:
      'Stellvertretender Abteilungsleiter Rechtsschutz- und Haftpflichtversicherungsangelegenheiten, Region Süd',
    email: 'max.hohenstein@lichtenberg-optik.example',
  },
  {
    first_name: 'אורית',
    last_name: 'לוי (Levi)',
    full_name: 'אורית לוי (Levi)',
    company: 'גליל מערכות Ltd.',
    title: 'סמנכ״לית שיווק',
    email: 'orit.levi@galil.example',
  },
  { company: 'The “Good” Bread Company, "est. 1921"', email: 'bakers@good-bread.example' },
  { company: 'R&D <Labs>; Tools, Parts', email: 'parts@rd-labs.example' },
  { first_name: 'María José', last_name: 'de la O', full_name: 'María José de la O' },
  { first_name: 'JOHN', last_name: 'MCALLISTER', full_name: 'JOHN MCALLISTER' },
  { first_name: ' anna ', last_name: 'smith  ', full_name: ' anna  smith  ' },
  {
    first_name: '🦊',
    last_name: 'Fuchs',
    full_name: '🦊 Fuchs',
    title: 'Chief happiness officer 👩🏽‍💻',
  },
  { title: 'Partner\nNotary public' },
  {
    company:
      'Gulf Coast Medical Supply, Distribution, Refrigeration and Household Equipment Rental Partners of Southern Louisiana',
    email: 'orders@gulf-coast-medical.example',
  },
  { first_name: 'Null', last_name: 'O’Undefined-Brontë', full_name: 'Null O’Undefined-Brontë' },
]
