import { Dialog } from '../../ui/dialog'
import { FILTERS, filterLabels } from '../filters/filter-words'
import { Keys } from './keys'
import { filterKeys } from './page-commands'

/** Keys, or what is typed, with what they do; a space stands between two keys. */
type KeyWords = readonly [string, string]

/**
 * All keys and signs of the page, in two columns. Written down here, and not taken from the commands that there are now:
 * a reference that changed with the page could not be learned from.
 */
const columns: readonly (readonly (readonly [string, readonly KeyWords[]])[])[] = [
  [
    [
      'Finding',
      [
        ['/', 'Go to the search'],
        ['Ctrl F', 'Go to the search; once more for the browser’s own'],
        ['Ctrl K', 'Find a contact or a command'],
        ['Esc', 'Clear the search, close what is open'],
      ],
    ],
    [
      'In the search',
      [
        ['-word', 'Leave out contacts with a word'],
        ['"two\u00a0words"', 'Look for them together'],
        ['owner:jane', 'Filter by owner; also company: title: location:'],
        ['-company:acme', 'Leave out one of these'],
        ['no:email', 'What is missing; has: what is there'],
        ['created:7d', 'Dates; also 2026-01 or >2026-01-31'],
      ],
    ],
    [
      'In the table',
      [
        ['↑ ↓', 'Go from row to row'],
        ['PgUp', 'Go up by a screen'],
        ['PgDn', 'Go down by a screen'],
        ['Home', 'Go to the first row'],
        ['End', 'Go to the last row'],
        ['↵', 'Open the contact'],
        ['Space', 'Select the contact'],
        ['Shift Space', 'Select all between it and the last one'],
        ['Shift F10', 'What else can be done with a row'],
      ],
    ],
    [
      'With the selected',
      [
        ['C A', 'Select all'],
        ['C X', 'Clear the selection'],
        ['C S', 'Show only the selected'],
        ['C E', 'Copy their emails'],
        ['C P', 'Copy their phones'],
      ],
    ],
  ],
  [
    [
      'Anywhere',
      [
        ['M', 'Show my contacts'],
        ['A', 'Show the contacts of all owners'],
        ...FILTERS.map((name): KeyWords => [
          filterKeys[name],
          `Filter by ${filterLabels[name].toLowerCase()}`,
        ]),
        ['X', 'Clear search and filters'],
        ['S', 'Show the summary, or close it'],
        ['E', 'Export contacts'],
        ['L', 'Find a pasted list'],
        ['R', 'Read all contacts again'],
        ['[', 'Previous page'],
        [']', 'Next page'],
        ['G O', 'Group by owner'],
        ['G C', 'Group by company'],
        ['G X', 'Show no groups'],
        ['T', 'Change between light and dark'],
        ['P', 'Hide emails and phones, or show them'],
        ['?', 'Show the keys'],
      ],
    ],
  ],
]

/** All keys of the page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open title="Keys" onOpenChange={onClose}>
      {/* The focus comes here too, so that the keys scroll it. */}
      <div
        role="region"
        aria-label="All keys"
        tabIndex={0}
        className="grid grid-cols-2 gap-x-8 gap-y-4 phone:grid-cols-1"
      >
        {columns.map((lists) => (
          <div key={lists[0]?.[0]} className="flex flex-col gap-4">
            {lists.map(([title, keys]) => (
              <KeyList key={title} title={title} keys={keys} />
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly KeyWords[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold">{title}</h3>
      <dl>
        {keys.map(([key, words]) => (
          <div key={key} className="flex min-h-8 items-center justify-between gap-4">
            <dt className="text-fg-2">{words}</dt>
            <dd>
              <Keys keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
