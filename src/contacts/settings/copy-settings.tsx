import { useId, useState } from 'react'

import { Button } from '../../ui/button'
import { forgetSettings } from '../../ui/device/device-store'
import { Select } from '../../ui/select'
import { formatMoment } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { COPY_DAYS, chooseCopy, forgetChoice, useChosenCopy } from '../../view/copy-setting'
import { useDirectory, useSnapshot } from '../../view/directory-context'

const DAY_WORDS: Record<(typeof COPY_DAYS)[number], string> = { 1: 'a day', 7: 'a week', 30: '30 days' }

/** Whether and how long a copy of the contacts is kept on this device. */
export function CopySettings() {
  const { choice, days } = useChosenCopy()
  const { copyMs } = useSnapshot()
  const isKept = choice === 'keep'
  const id = useId()
  return (
    <section aria-label="Copy on this device" className="flex flex-col gap-3 border-t border-line pt-4">
      <div>
        <label className="flex items-center gap-2.5 font-medium phone:min-h-11">
          <input
            type="checkbox"
            aria-describedby={id}
            className="size-4 flex-none accent-accent phone:size-5"
            checked={isKept}
            onChange={(event) => {
              dismissToast('keep-copy')
              chooseCopy({ choice: event.target.checked ? 'keep' : 'none' })
            }}
          />
          Keep a copy on this device
        </label>
        <p id={id} className="pl-[26px] text-fg-2 phone:pl-[30px]">
          Your next visit begins at once, also without a network, and tells what is new. These are people’s
          data: whoever uses this device as you can see them.
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 pl-[26px] text-fg-2 phone:pl-[30px]">
        <span>Removed by itself after</span>
        <Select
          label="Removed by itself after"
          disabled={!isKept}
          value={String(days)}
          onChange={(value) => {
            const chosen = COPY_DAYS.find((one) => String(one) === value)
            if (chosen) chooseCopy({ days: chosen })
          }}
          options={COPY_DAYS.map((one): [string, string] => [String(one), DAY_WORDS[one]])}
        />
        {isKept && copyMs !== null && <span className="text-fg-3">Kept as of {formatMoment(copyMs)}</span>}
      </div>
    </section>
  )
}

/** Removes everything that this page keeps on the device. */
export function Forget() {
  const directory = useDirectory()
  const [state, setState] = useState<'ready' | 'forgetting' | 'done'>('ready')
  const forget = async () => {
    setState('forgetting')
    try {
      // First the choice, so that no other tab keeps a copy again meanwhile.
      chooseCopy({ choice: 'none' })
      await directory.forget()
      forgetSettings()
      forgetChoice()
      setState('done')
    } catch (error) {
      setState('ready')
      raiseToast({
        key: 'forget',
        tone: 'error',
        title: 'What is on this device could not be removed',
        text: 'Removing the data of this page in the settings of your browser does the same.',
        details: [error instanceof Error ? error.message : String(error)],
      })
    }
  }
  return (
    <section aria-label="Forget" className="flex flex-col items-start gap-2 border-t border-line pt-4">
      <p className="text-fg-2">
        Forgetting removes the copy of every organisation and all settings of this page from this device, in
        all tabs. The contacts in Linq stay, and so do those on screen until you close the page.
      </p>
      <Button disabled={state === 'forgetting'} onClick={() => void forget()}>
        Forget everything on this device
      </Button>
      <p role="status" className="min-h-5 text-ok">
        {state === 'done' && 'Nothing is kept on this device any more.'}
      </p>
    </section>
  )
}
