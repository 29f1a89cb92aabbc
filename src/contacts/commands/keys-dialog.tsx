import { Dialog } from '../../ui/dialog'
import type { Command } from './command'
import { Keys } from './keys'

/** Keys and signs that are no commands: they work where one is. A space stands between two keys. */
const places: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
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
      ['Home', 'Go to the first row'],
      ['End', 'Go to the last row'],
      ['↵', 'Open the contact'],
      ['Space', 'Select the contact'],
      ['Shift Space', 'Select all between it and the last one'],
      ['Shift F10', 'What else can be done with a row'],
    ],
  ],
]

/** All keys of the page. */
export function KeysDialog({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const actions = commands.flatMap(({ keys, label }): [string, string][] => (keys ? [[keys, label]] : []))
  return (
    <Dialog open title="Keys" onOpenChange={onClose}>
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 phone:grid-cols-1">
        <div className="flex flex-col gap-4">
          {places.map(([title, keys]) => (
            <KeyList key={title} title={title} keys={keys} />
          ))}
        </div>
        <KeyList title="Anywhere" keys={actions} />
      </div>
    </Dialog>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
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
