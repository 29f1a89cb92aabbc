import type { ChoiceField } from '../../../directory/filters'

/** What several values of a field are called. */
export const pluralLabels: Record<ChoiceField, string> = {
  owner: 'Owners',
  company: 'Companies',
  title: 'Titles',
  location: 'Locations',
}
