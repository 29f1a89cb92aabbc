import { type MouseEvent, memo } from 'react'

import type { Field } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { classes } from '../../ui/classes'
import { lazyPart } from '../../ui/lazy-part'
import { ContactBox } from '../selection/contact-box'
import { type CellContext, ContactAvatar, cellContent, cellTone } from './cells'
import type { RowGroup } from './group-signs'
import { Marked } from './marked'
import { shownName } from './shown'

const GroupSign = lazyPart(() => import('./group-signs'), 'GroupSign')
const OwnersSign = lazyPart<'OwnersSign', object>(() => import('./group-signs'), 'OwnersSign')

/** A field as a column of the table. */
export interface ColumnField extends Field {
  /** Where its cells stay when the table is scrolled sideways; null when they go with the others. */
  leftPx: number | null
}

interface ContactRowProps extends RowGroup {
  contact: Contact
  /** The visible fields in their order; the name is the first. */
  fields: readonly ColumnField[]
  /** From 2: the header is row 1 (WAI-ARIA). */
  rowIndex: number
  isOpen: boolean
  /** Null where it cannot be selected. */
  isSelected: boolean | null
  href: string
  onOpen: (id: number) => void
  context: CellContext
}

const cell =
  'h-row overflow-hidden border-b border-line px-3 text-left align-middle text-ellipsis whitespace-nowrap'
const ground = 'bg-bg group-hover:bg-hover group-data-[open]:bg-accent-soft'
const openMark = 'shadow-[inset_2px_0_0_var(--accent)]'

/** Stays in sight; a line at its right tells when something went below it. */
const pinned = 'sticky z-pinned in-data-scrolled:shadow-[1px_0_0_var(--line-strong)]'

/** One contact as a line of the table. It is drawn anew only when its contact or its look has changed. */
export const ContactRow = memo(function ContactRow(props: ContactRowProps) {
  const { contact, fields, rowIndex, isOpen, isSelected, href, onOpen, context } = props
  const name = shownName(contact, context)
  return (
    <tr
      aria-rowindex={rowIndex}
      data-contact={contact.id}
      data-open={isOpen || isSelected || undefined}
      onClick={(event) => {
        if (!hasOwnMeaning(event)) onOpen(contact.id)
      }}
      className={classes('group cursor-default', isSelected && 'forced-outline')}
    >
      {fields.map((field) =>
        field.key === 'name' ? (
          <th
            key={field.key}
            scope="row"
            data-field={field.key}
            className={classes(
              cell,
              ground,
              isOpen && openMark,
              'sticky left-0 z-pinned pl-0 font-medium in-data-scrolled:shadow-[1px_0_0_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus',
            )}
          >
            <span className="flex h-full items-center">
              <ContactBox
                id={contact.id}
                name={name}
                isSelected={isSelected}
                className="size-4 accent-accent"
              />
              <a
                href={href}
                aria-current={isOpen || undefined}
                title={name}
                className="flex min-w-0 flex-1 items-center gap-2.5 text-fg focus-visible:outline-none"
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
                  event.preventDefault()
                  onOpen(contact.id)
                }}
              >
                <ContactAvatar contact={contact} />
                <bdi>
                  <Marked text={name} ranges={context.rangesOf('name', name)} />
                </bdi>
              </a>
              {props.alike > 0 && <GroupSign {...props} />}
            </span>
          </th>
        ) : (
          <td
            key={field.key}
            data-field={field.key}
            className={classes(cell, ground, field.leftPx === null ? 'relative' : pinned, cellTone(field))}
            style={field.leftPx === null ? undefined : { left: field.leftPx }}
          >
            {field.key === 'owner' && props.areOwnersDifferent && props.isGroupStart ? (
              <span className="flex items-center justify-between gap-2">
                {cellContent(field, contact, context)}
                <OwnersSign />
              </span>
            ) : (
              cellContent(field, contact, context)
            )}
          </td>
        ),
      )}
      <td aria-hidden className={classes('border-b border-line', ground)} />
    </tr>
  )
})

/** A press on a link or the end of a selection of text means itself, and does not open the row. */
function hasOwnMeaning(event: MouseEvent<HTMLElement>): boolean {
  const isLink = event.target instanceof Element && event.target.closest('a, button, label') !== null
  return isLink || getSelection()?.isCollapsed === false
}

/** A row that has not come yet: exactly as high as a real one, without shimmer. */
export function SkeletonRow({ fields, seed }: { fields: readonly ColumnField[]; seed: number }) {
  return (
    <tr aria-hidden>
      {fields.map((field, index) => (
        <td
          key={field.key}
          className={classes(cell, 'bg-bg', field.leftPx !== null && pinned, field.key === 'name' && 'pl-4')}
          style={field.leftPx === null ? undefined : { left: field.leftPx }}
        >
          <span className="flex items-center gap-2.5">
            {field.key === 'name' && <span className="w-4 flex-none" />}
            {field.key === 'name' && <span className="size-(--avatar) flex-none rounded-full bg-active" />}
            <span
              className="block h-2 rounded-sm bg-active"
              style={{ width: `${38 + ((seed * 37 + index * 23) % 40)}%` }}
            />
          </span>
        </td>
      ))}
      <td className="border-b border-line" />
    </tr>
  )
}
