import type { Config } from 'tailwindcss'
import plugin from 'tailwindcss/plugin'

/**
 * The one place for tokens (../shared/look/look.md). Each colour has a value for light and one for dark; both become
 * CSS variables here, and the names below point at them.
 */
const colours = {
  bg: ['#ffffff', '#101216'],
  subtle: ['#f8f9fb', '#15181d'],
  hover: ['#f4f5f8', '#1a1d24'],
  active: ['#eaecf1', '#252a33'],
  raised: ['#ffffff', '#1b1e25'],
  line: ['#e7e9ee', '#262a33'],
  'line-strong': ['#d0d5de', '#3b424f'],
  'line-check': ['#7f8796', '#7a8392'],
  fg: ['#15181f', '#eceef2'],
  'fg-2': ['#444b59', '#b9bfca'],
  'fg-3': ['#5f6776', '#979fad'],
  accent: ['#2b55d4', '#3f68e4'],
  'accent-hover': ['#2247b8', '#3459cc'],
  'accent-fg': ['#ffffff', '#ffffff'],
  'accent-text': ['#2349be', '#a3baff'],
  'accent-soft': ['#eef3ff', '#1a2544'],
  'accent-line': ['#c3d3fb', '#33477f'],
  danger: ['#b3261e', '#ff9b91'],
  'danger-soft': ['#fdf1f0', '#321a19'],
  warn: ['#7d4d00', '#f0c067'],
  'warn-soft': ['#fff6e3', '#2b2110'],
  'warn-line': ['#f0d9a6', '#57431a'],
  ok: ['#1a7443', '#6fce9a'],
  mark: ['#ffe48f', '#6b5410'],
  'mark-fg': ['#2b2000', '#fff3cf'],
  focus: ['#2b55d4', '#a3baff'],
  scrim: ['rgb(21 24 31 / .32)', 'rgb(0 0 0 / .56)'],
} as const

/** Twelve tints of avatars: background and letters, each pair at 6.5 : 1 or better. */
const tints = {
  blue: ['#dae7ff', '#284a8b', '#253759', '#c3d8fe'],
  teal: ['#c5f0ef', '#045959', '#014141', '#a0e7e6'],
  plum: ['#f8dcf5', '#6e326a', '#4b2b48', '#f3c7ee'],
  amber: ['#f8e3c6', '#684504', '#4b3209', '#f3d2a4'],
  green: ['#d2efd7', '#015e28', '#1c4125', '#b7e5bf'],
  violet: ['#e8e2ff', '#533d84', '#3a3156', '#dad0fe'],
  rust: ['#ffded3', '#7f3213', '#542b1d', '#fecab8'],
  sky: ['#c9edff', '#025571', '#053e53', '#a8e1fd'],
  rose: ['#ffdce0', '#7f2c3f', '#542830', '#ffc7ce'],
  olive: ['#e5eac9', '#4c5203', '#373c0f', '#d5dea9'],
  jade: ['#c9f1e3', '#055b48', '#024334', '#a8e7d2'],
  slate: ['#e1e7ef', '#424e60', '#323842', '#d0d8e6'],
} as const

const shadows = {
  pop: [
    '0 1px 2px rgb(21 24 31 / .06), 0 8px 24px rgb(21 24 31 / .12)',
    '0 0 0 1px #2f353f, 0 8px 24px rgb(0 0 0 / .5)',
  ],
  dialog: [
    '0 2px 6px rgb(21 24 31 / .08), 0 24px 64px rgb(21 24 31 / .2)',
    '0 0 0 1px #2f353f, 0 24px 64px rgb(0 0 0 / .6)',
  ],
} as const

/** The variables of one theme; `theme` 0 is light, 1 is dark. */
function variables(theme: 0 | 1): Record<string, string> {
  const entries: [string, string][] = [
    ['color-scheme', theme === 0 ? 'light' : 'dark'],
    ...Object.entries(colours).map(([name, pair]): [string, string] => [`--${name}`, pair[theme]]),
    ...Object.entries(shadows).map(([name, pair]): [string, string] => [`--shadow-${name}`, pair[theme]]),
    ...Object.entries(tints).flatMap(([name, four]): [string, string][] => [
      [`--${name}-bg`, four[theme === 0 ? 0 : 2]],
      [`--${name}-fg`, four[theme === 0 ? 1 : 3]],
    ]),
  ]
  return Object.fromEntries(entries)
}

const names = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, `var(--${key})`]))

export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  darkMode: ['selector', '[data-theme="dark"]'],
  theme: {
    // A rule for a smaller window stands later and wins.
    screens: {
      desk: '768px',
      wide: '1680px',
      narrow: { max: '1279px' },
      slim: { max: '1023px' },
      phone: { max: '767px' },
    },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      inherit: 'inherit',
      white: '#ffffff',
      ...names(Object.keys(colours)),
      ...names(Object.keys(tints).flatMap((name) => [`${name}-bg`, `${name}-fg`])),
    },
    fontFamily: {
      sans: [
        'Inter Variable',
        'system-ui',
        '-apple-system',
        'Segoe UI',
        'Roboto',
        'Noto Sans',
        'Noto Sans Arabic',
        'Noto Sans Hebrew',
        'Noto Sans CJK SC',
        'PingFang SC',
        'Hiragino Sans',
        'Malgun Gothic',
        'sans-serif',
      ],
      mono: ['ui-monospace', 'SF Mono', 'Menlo', 'Consolas', 'DejaVu Sans Mono', 'monospace'],
    },
    fontSize: {
      micro: ['11px', '14px'],
      caption: ['12px', '16px'],
      body: ['13px', '20px'],
      search: ['14px', '20px'],
      title: ['16px', '24px'],
      name: ['18px', '24px'],
    },
    fontWeight: { normal: '400', medium: '500', semibold: '600' },
    borderRadius: {
      none: '0',
      sm: '4px',
      DEFAULT: '6px',
      lg: '8px',
      xl: '12px',
      sheet: '16px',
      full: '9999px',
    },
    boxShadow: { none: 'none', pop: 'var(--shadow-pop)', dialog: 'var(--shadow-dialog)' },
    zIndex: {
      head: '10',
      pinned: '11',
      corner: '12',
      selection: '20',
      panel: '30',
      pop: '40',
      dialog: '50',
      toast: '60',
      tip: '70',
    },
    extend: {
      height: { row: 'var(--row)' },
    },
  },
  plugins: [
    plugin((api) => {
      api.addBase({
        // What `transition-colors` takes when no duration is named (look.md, motion).
        ':root': {
          ...variables(0),
          '--default-transition-duration': '120ms',
          '--default-transition-timing-function': 'cubic-bezier(.2, 0, 0, 1)',
        },
        // Behind the light theme, which it overrides with the same weight.
        '[data-theme="dark"]': variables(1),
        // Rows: compact 32, default 40, comfortable 48 (look.md).
        ':root, [data-density="default"]': { '--row': '40px', '--avatar': '24px', '--avatar-owner': '20px' },
        '[data-density="compact"]': { '--row': '32px', '--avatar': '20px', '--avatar-owner': '18px' },
        '[data-density="comfortable"]': { '--row': '48px', '--avatar': '28px', '--avatar-owner': '22px' },
        '@media (prefers-contrast: more)': {
          ':root, [data-theme="dark"]': {
            '--line': 'var(--line-check)',
            '--line-strong': 'var(--line-check)',
            '--fg-3': 'var(--fg-2)',
          },
        },
      })
    }),
  ],
} satisfies Config
