/** A page of the gateway's own that a person sees on the way in and out. */
export type SignInPage =
  | { which: 'signed-out' }
  /** `person`: the hash of who was refused, of whom this device is to keep nothing; empty where it is not known. */
  | { which: 'not-allowed'; view: string; person: string }
  /** `view`: the query of the page that was to be opened, with its `?`, or nothing. `isChoice`: as who one chooses. */
  | { which: 'failed' | 'unreachable'; view: string; isChoice: boolean }

interface Words {
  title: string
  text: string
  link: string
}

const words: Record<SignInPage['which'], Words> = {
  'signed-out': {
    title: 'You are signed out',
    text: 'The copy of the contacts on this device is gone, too.',
    link: 'Sign in',
  },
  'not-allowed': {
    title: 'This account may not see the contacts',
    text: 'Ask whoever runs this page to allow it, or use another account.',
    link: 'Use another account',
  },
  failed: {
    title: 'Signing in did not work',
    text: 'It took too long, was begun in another browser, or the answer of the provider was not the one to it.',
    link: 'Try again',
  },
  unreachable: {
    title: 'Signing in is not possible right now',
    text: 'The provider where you sign in does not answer. The contacts are safe; try again in a few minutes.',
    link: 'Try again',
  },
}

/**
 * The whole HTML of a page. Its style and scripts are files, because none may stand in a page here. Nothing of a request
 * is ever written into it but the view, encoded, in the address of the link.
 *
 * @param requestId under which the log tells of it, for whom a person asks for help; null where there is nothing to ask
 */
export function signInPage(page: SignInPage, requestId: string | null): string {
  const { title, text, link } = words[page.which]
  const isRefused = page.which === 'not-allowed'
  const person = isRefused ? page.person : ''
  return `<!doctype html>
<html lang="en" data-person="${person}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Linq Contacts</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<script src="/theme.js"></script>
<link rel="stylesheet" href="${stylePath}">${isRefused ? '\n<script src="/forget.js" defer></script>' : ''}
</head>
<body>
<main>
<img src="/icon.svg" width="28" height="28" alt="">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${addressOf(page)}">${link}</a></p>${requestId === null ? '' : `\n<small>Request ${requestId}</small>`}
</main>
</body>
</html>
`
}

/** Who has signed out, or was refused, chooses who to be: a provider that knows them would sign in the same again. */
function addressOf(page: SignInPage): string {
  const isChoice = 'isChoice' in page ? page.isChoice : true
  const view = 'view' in page ? page.view : ''
  const parts = [
    ...(isChoice ? ['account=other'] : []),
    ...(view === '' ? [] : [`to=${encodeURIComponent(view)}`]),
  ]
  return parts.length === 0 ? '/sign-in' : `/sign-in?${parts.join('&amp;')}`
}

export const stylePath = '/sign-in.css'

/**
 * The colours and sizes of the page itself (tailwind.config.ts), as far as a heading, a text and a link need them.
 *
 * @param font path of its typeface; null where the page is not built
 */
export function signInStyle(font: string | null): string {
  return font === null
    ? style
    : `@font-face {
  font-family: Inter;
  src: url('${font}') format('woff2');
  font-weight: 100 900;
  font-display: swap;
}
${style}`
}

const style = `:root {
  --bg: #ffffff;
  --fg: #15181f;
  --fg-2: #444b59;
  --accent: #2b55d4;
  --focus: #2b55d4;
}
:root[data-theme='dark'] {
  --bg: #101216;
  --fg: #eceef2;
  --fg-2: #b9bfca;
  --accent: #3f68e4;
  --focus: #a3baff;
}
body {
  margin: 0;
  background: var(--bg);
  color: var(--fg-2);
  font: 14px/1.5 Inter, system-ui, sans-serif;
}
main {
  max-width: 420px;
  margin: 96px auto 0;
  padding: 0 16px;
}
img {
  display: block;
  margin-bottom: 16px;
}
h1 {
  margin: 0 0 4px;
  color: var(--fg);
  font-size: 18px;
  line-height: 26px;
}
p {
  margin: 0 0 16px;
}
a {
  display: inline-block;
  border-radius: 6px;
  padding: 6px 14px;
  background: var(--accent);
  color: #ffffff;
  font-weight: 500;
  text-decoration: none;
}
small {
  font-size: 12px;
  line-height: 16px;
  overflow-wrap: anywhere;
}
@media (pointer: coarse) {
  a {
    padding: 12px 18px;
  }
}
a:focus-visible {
  outline: 2px solid var(--focus);
  outline-offset: 2px;
}
`
