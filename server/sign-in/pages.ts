/** Pages of the gateway's own that a person sees on the way in and out. Nothing of a request is ever written into one. */
export type SignInPage = 'signed-out' | 'not-allowed' | 'failed' | 'unreachable'

const words: Record<SignInPage, { title: string; text: string; link: string }> = {
  'signed-out': {
    title: 'You are signed out',
    text: 'The copy of the contacts on this device is gone, too.',
    link: 'Sign in',
  },
  'not-allowed': {
    title: 'This account may not see the contacts',
    text: 'Ask whoever runs this page to allow it, or sign out at your provider and use another account.',
    link: 'Try again',
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
 * The whole HTML of a page. Its style is a file, because no style may stand in a page here.
 *
 * @param requestId under which the log tells of it, for whom a person asks for help; null where there is nothing to ask
 */
export function signInPage(page: SignInPage, requestId: string | null): string {
  const { title, text, link } = words[page]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Linq Contacts</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<main>
<img src="/icon.svg" width="28" height="28" alt="">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="/sign-in">${link}</a></p>${requestId === null ? '' : `\n<small>Request ${requestId}</small>`}
</main>
</body>
</html>
`
}

export const stylePath = '/sign-in.css'

/** The colours and sizes of the page itself (tailwind.config.ts), as far as a heading, a text and a link need them. */
export const signInStyle = `:root {
  --bg: #ffffff;
  --fg: #15181f;
  --fg-2: #444b59;
  --accent: #2b55d4;
  --focus: #2b55d4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #101216;
    --fg: #eceef2;
    --fg-2: #b9bfca;
    --accent: #3f68e4;
    --focus: #a3baff;
  }
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
