// Runs before the first paint, so that a dark page never flashes white. The same rule stands in src/ui/device/theme.ts.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('linq-contacts.theme')
  } catch {
    // Storage is denied: the system decides.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
