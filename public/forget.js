// Runs on the page that says that somebody may not see the contacts (server/sign-in/pages.ts), and removes them from this
// device, with the page for reading them without a network, where it is the device of that person. What else is
// remembered stays, as it does after signing out: nobody else is shown it (src/view/person.ts). The names are those of
// src/ui/device/device-settings.ts, src/directory/copy/copy-store.ts and src/kept-page.ts.
;(function () {
  const refused = document.documentElement.dataset.person
  const here = recall('person')
  if (!refused || refused !== (here || recall('former'))) return
  indexedDB.deleteDatabase('linq-contacts')
  void removePage().catch(() => undefined)
  if (here) remember('former', here)
  // The other tabs leave the contacts.
  remember('person', '')

  async function removePage() {
    await caches.delete('linq-contacts-page')
    const worker = await navigator.serviceWorker?.getRegistration('/')
    await worker?.unregister()
    // Until this page is left it is still served by the worker, which keeps the files of this page here.
    setTimeout(() => void caches.delete('linq-contacts-page').catch(() => undefined), 1000)
  }

  function recall(name) {
    try {
      return localStorage.getItem(`linq-contacts.${name}`)
    } catch {
      return null
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(`linq-contacts.${name}`, value)
    } catch {
      // Denied or full: the contacts are gone all the same.
    }
  }
})()
