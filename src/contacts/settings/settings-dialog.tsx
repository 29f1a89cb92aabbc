import { useId } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { TextButton } from '../../ui/button'
import { useDateStyle } from '../../ui/device/date-style'
import { useDensity } from '../../ui/device/density'
import { useLetterKeys } from '../../ui/device/letter-keys'
import { usePrivacy } from '../../ui/device/privacy'
import { useTheme } from '../../ui/device/theme'
import { Dialog } from '../../ui/dialog'
import { Segments } from '../../ui/segments'
import { chooseMe, useMe } from '../../view/named/me'
import { shownOwnerName } from '../table/shown'
import { OwnerSelect } from '../views/who-are-you'
import { CopySettings, Forget } from './copy-settings'

interface SettingsDialogProps {
  owners: readonly OwnerFacet[]
  onClose: () => void
}

/** What belongs to this device and not to a view. */
export function SettingsDialog({ owners, onClose }: SettingsDialogProps) {
  return (
    <Dialog open title="Settings" onOpenChange={onClose}>
      <You owners={owners} />
      <Look />
      <Privacy />
      <CopySettings />
      <Forget />
    </Dialog>
  )
}

function You({ owners }: { owners: readonly OwnerFacet[] }) {
  const me = useMe()
  return (
    <section aria-label="You" className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <h3 className="font-semibold">You are</h3>
      <OwnerSelect owners={owners} chosen={me?.key ?? ''} onChoose={chooseMe} />
      {me && <TextButton onClick={() => chooseMe(null)}>Forget who I am</TextButton>}
      <p className="w-full text-fg-2">
        {me
          ? `“Mine” shows the contacts of ${shownOwnerName(me.name)} in one click.`
          : 'Choose the owner that you are, and “Mine” shows your contacts in one click.'}
      </p>
    </section>
  )
}

const choice = 'grow phone:w-full'

function Look() {
  const [theme, setTheme] = useTheme()
  const [density, setDensity] = useDensity()
  const [dateStyle, setDateStyle] = useDateStyle()
  return (
    // Each as wide as its words ask for: in columns of one width, the three heights touched their edges.
    <div className="flex flex-wrap gap-4 border-t border-line pt-4">
      <Segments
        legend="Theme"
        className={choice}
        value={theme}
        options={[
          ['light', 'Light'],
          ['dark', 'Dark'],
        ]}
        onChange={setTheme}
      />
      <Segments
        legend="Row height"
        // Cards have one height.
        className="grow phone:hidden"
        value={density}
        options={[
          ['compact', 'Compact'],
          ['default', 'Default'],
          ['comfortable', 'Roomy'],
        ]}
        onChange={setDensity}
      />
      <Segments
        legend="Dates in lists"
        className={choice}
        value={dateStyle}
        options={[
          ['relative', '3w ago'],
          ['calendar', 'By date'],
        ]}
        onChange={setDateStyle}
      />
    </div>
  )
}

function Privacy() {
  const [isPrivate, setPrivate] = usePrivacy()
  const [areKeysOn, setKeysOn] = useLetterKeys()
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <Switch
        label="Hide emails and phones"
        text="For sharing your screen. Copying, calling and exports still use the real values."
        isOn={isPrivate}
        onChange={setPrivate}
      />
      <Switch
        label="Keys of one letter"
        text="Letters start commands while nobody is writing: ? shows which."
        isOn={areKeysOn}
        onChange={setKeysOn}
        className="phone:hidden"
      />
    </div>
  )
}

interface SwitchProps {
  label: string
  /** What it is for. */
  text: string
  isOn: boolean
  onChange: (isOn: boolean) => void
  className?: string
}

function Switch({ label, text, isOn, onChange, className }: SwitchProps) {
  const id = useId()
  return (
    <div className={className}>
      <label className="flex items-center gap-2.5 font-medium phone:min-h-11">
        <input
          type="checkbox"
          aria-describedby={id}
          className="size-4 flex-none accent-accent phone:size-5"
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      <p id={id} className="pl-[26px] text-fg-2 phone:pl-[30px]">
        {text}
      </p>
    </div>
  )
}
