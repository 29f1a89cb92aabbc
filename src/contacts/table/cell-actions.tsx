import { CalendarDays, Copy, Filter, FilterX, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'

import { type FieldKey, fieldOf } from '../../directory/fields'
import { type ChoiceFilter, NONE, type QualityIssue, choiceKey } from '../../directory/filters'
import { ownerKey } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import type { MenuItem } from '../../ui/menu'
import { copyText } from '../../ui/text/clipboard'
import { formatCalendarDay } from '../../ui/text/format'
import { raiseToast } from '../../ui/toasts/toast-store'
import { type DateFilter, dayOf } from '../../view/address/dates'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { fieldInSentence } from './columns'
import { shownOwner } from './shown'

/** What the actions of a cell change. */
interface ActionContext {
  state: ViewState
  onChange: ChangeView
  onOpen: (id: number) => void
}

const choiceParts = { owner: 'owners', company: 'companies', title: 'titles', location: 'locations' } as const
type ChoiceFieldKey = keyof typeof choiceParts

const blankIssues: Partial<Record<FieldKey, QualityIssue>> = {
  email: 'no-email',
  phone: 'no-phone',
  photo: 'no-photo',
}

/** What can be done with a value: filter by it, leave it out, copy it. */
export function cellActions(contact: Contact, key: FieldKey, context: ActionContext): MenuItem[][] {
  return [filterActions(contact, key, context), copyActions(contact, key)]
}

/** What can be done with a row: everything that its cells offer, for those who have no pointer. */
export function rowActions(contact: Contact, _key: FieldKey, context: ActionContext): MenuItem[][] {
  return [
    [
      {
        key: 'open',
        label: 'Open',
        icon: <PanelRight aria-hidden />,
        onSelect: () => context.onOpen(contact.id),
      },
    ],
    (['owner', 'company', 'title', 'location'] as const).flatMap((key) =>
      isBlank(contact, key) ? [] : filterActions(contact, key, context),
    ),
    (['name', 'email', 'phone'] as const).flatMap((key) => copyActions(contact, key)),
  ]
}

function filterActions(contact: Contact, key: FieldKey, context: ActionContext): MenuItem[] {
  if (isChoiceField(key)) return choiceActions(contact, key, context)
  const value = fieldOf(key).value(contact)
  if ((key === 'created' || key === 'updated') && typeof value === 'number') {
    return dateActions(key, value, context)
  }
  const issue = blankIssues[key]
  const { quality } = context.state
  if (issue === undefined || !isBlank(contact, key) || quality.includes(issue)) return []
  return [
    {
      key: `${key} blank`,
      label: `Only contacts with no ${fieldInSentence(key)}`,
      icon: <Filter aria-hidden />,
      onSelect: () => context.onChange({ quality: [...quality, issue] }),
    },
  ]
}

function choiceActions(
  contact: Contact,
  key: ChoiceFieldKey,
  { state, onChange }: ActionContext,
): MenuItem[] {
  const part = choiceParts[key]
  const value = key === 'owner' ? ownerKey(contact.contact_owner) : choiceKey(contact[key])
  const owner = contact.contact_owner
  const text = key === 'owner' ? owner && shownOwner(owner) : contact[key]
  const isNone = value === NONE
  const change = (filter: ChoiceFilter) => onChange({ [part]: filter })
  const former = state[part]
  // "Without" twice leaves out both; "only" is what it says.
  const leftOut = former.mode === 'exclude' ? former.values : []
  return [
    {
      key: `only ${key}`,
      label: isNone ? `Only contacts with no ${key}` : <Words verb="Only">{text}</Words>,
      icon: <Filter aria-hidden />,
      onSelect: () => change({ values: [value], mode: 'include' }),
    },
    {
      key: `without ${key}`,
      label: isNone ? (
        `Only contacts with ${key === 'owner' ? 'an' : 'a'} ${key}`
      ) : (
        <Words verb="Without">{text}</Words>
      ),
      icon: <FilterX aria-hidden />,
      onSelect: () => change({ values: [...new Set([...leftOut, value])], mode: 'exclude' }),
    },
  ]
}

function dateActions(key: 'created' | 'updated', instant: number, { onChange }: ActionContext): MenuItem[] {
  const day = dayOf(instant)
  const words = formatCalendarDay(instant)
  const verb = key === 'created' ? 'Created' : 'Updated'
  const action = (name: string, filter: DateFilter): MenuItem => ({
    key: name,
    label: `${verb} ${name} ${words}`,
    icon: <CalendarDays aria-hidden />,
    onSelect: () => onChange({ [key]: filter }),
  })
  return [
    action('on', { from: day, to: day }),
    action('since', { from: day, to: null }),
    action('until', { from: null, to: day }),
  ]
}

function copyActions(contact: Contact, key: FieldKey): MenuItem[] {
  const { kind, value: valueOf } = fieldOf(key)
  const value = valueOf(contact)
  if (value === null || value === '') return []
  // What is copied is Linq's value: the phone without groups, the instant itself.
  const text = kind === 'instant' ? new Date(value).toISOString() : String(value)
  return [
    {
      key: `copy ${key}`,
      label: `Copy ${fieldInSentence(key)}`,
      icon: <Copy aria-hidden />,
      onSelect: () => void copy(text, fieldOf(key).label),
    },
  ]
}

async function copy(text: string, label: string): Promise<void> {
  const isDone = await copyText(text)
  raiseToast(
    isDone
      ? { key: 'clipboard', tone: 'success', title: `${label} copied` }
      : {
          key: 'clipboard',
          tone: 'error',
          title: 'The browser did not allow copying',
          text: 'Allow this page to use the clipboard, or select the text and copy it by hand.',
        },
  )
}

function Words({ verb, children }: { verb: string; children: ReactNode }) {
  return (
    <>
      <span>{verb}</span>
      <bdi>{children}</bdi>
    </>
  )
}

function isBlank(contact: Contact, key: FieldKey): boolean {
  const value = fieldOf(key).value(contact)
  return value === null || (typeof value === 'string' && value.trim() === '')
}

function isChoiceField(key: FieldKey): key is ChoiceFieldKey {
  return key in choiceParts
}
