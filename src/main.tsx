import '@fontsource-variable/inter'
import './index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app'
import { keepFresh } from './directory/keep-fresh'
import { createWorkerDirectory } from './directory/worker-directory'
import { startWorker } from './start-worker'
import { showRememberedDensity } from './ui/device/density'
import { forgetSettings } from './ui/device/device-store'
import { whenIdle } from './ui/lazy-part'
import { copySetting, followOtherTabs, forgetChoice, subscribe } from './view/copy-setting'
import { followPerson, isSomebodyElse, personNow, rememberPerson } from './view/person'
import type { LinqWorker } from './worker'

/** Another backend that serves the same call; our own origin when the build names none. */
const baseUrl = (import.meta.env['VITE_API_BASE_URL'] ?? '').replace(/\/+$/, '')

const wasSomebodyElse = isSomebodyElse()
if (wasSomebodyElse) {
  forgetSettings()
  forgetChoice()
}
if (personNow() !== null) rememberPerson(personNow())
followPerson()
showRememberedDensity()
const directory = createWorkerDirectory<LinqWorker>({ startWorker, baseUrl, copySetting })
// Of somebody else nothing is opened, and nothing left.
if (wasSomebodyElse) directory.forget().catch(() => undefined)
// Before anything is drawn: a copy of the last visit is opened meanwhile.
directory.start()
followOtherTabs()
subscribe(() => {
  directory.keepCopy(copySetting())
  void keepPage()
})
whenIdle(() => void keepPage())
keepFresh(directory, document)
const root = document.getElementById('root')
if (!root) throw new Error('No element "root"')
createRoot(root).render(
  <StrictMode>
    <App directory={directory} baseUrl={baseUrl} />
  </StrictMode>,
)

/** The page is kept as the copy is, which nothing on the first screen waits for. */
async function keepPage(): Promise<void> {
  const part = await import('./kept-page').catch(() => null)
  await part?.keepPage(copySetting().isKept)
}
