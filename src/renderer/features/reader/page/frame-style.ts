import { highlightColors } from '../../../../shared/highlights.ts'
import type { Settings, Typeface } from '../../../../shared/settings.ts'
import { verticalWriting } from '../../../../shared/vertical-writing.ts'
import type { ReadingFrame } from './reading-frame.ts'

const faces: Record<Typeface, string> = {
  literata: "'Literata Variable', 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif CJK SC', Georgia, serif",
  'source-serif':
    "'Source Serif 4 Variable', 'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif CJK SC', Georgia, serif",
  atkinson: "'Atkinson Hyperlegible', 'Noto Sans', 'Noto Sans CJK SC', Verdana, sans-serif",
  system: 'system-ui, sans-serif'
}

/** The window's design tokens and what the page calls them. */
const tokens: readonly [page: string, token: string][] = [
  ['--page-bg', '--paper'],
  ['--page-ink', '--ink'],
  ['--page-ink-soft', '--ink-soft'],
  ['--page-line', '--line'],
  ['--page-surface', '--surface'],
  ['--page-link', '--accent'],
  ['--page-accent', '--focus'],
  ['--page-selection', '--selection'],
  ['--find', '--find'],
  ['--find-current', '--find-current'],
  ...highlightColors.flatMap((color): [string, string][] => [
    [`--highlight-${color}`, `--highlight-${color}`],
    [`--highlight-${color}-line`, `--highlight-${color}-line`]
  ])
]

/**
 * Average width of a letter of running text with its share of a line's ragged end, as a part of the font
 * size. With it estimated heights of sections were 0.97 to 1.05 of the real ones in English (Literata, 66
 * characters), 0.94 in Japanese and 1.21 in Arabic.
 */
const LETTER = 0.5

/** Letters; a title longer than this is set smaller, so that the text still begins on the first screen. */
const LONG_TITLE = 100

/**
 * Dresses the page: theme from the window's tokens, type from the reader's settings. Everything goes through
 * CSSOM, which the page's policy allows; it holds no style of its own.
 */
export function styleFrame(frame: ReadingFrame, settings: Settings, label: string): void {
  const root = frame.document.documentElement
  const outside = document.documentElement
  const computed = getComputedStyle(outside)
  for (const [page, token] of tokens) {
    const value = computed.getPropertyValue(token).trim()
    if (value) root.style.setProperty(page, value)
  }
  root.style.setProperty('color-scheme', computed.colorScheme)
  root.dataset.theme = outside.dataset.theme ?? ''
  root.style.setProperty('--page-face', faces[settings.typeface])
  root.style.setProperty('--page-size', `${settings.fontSize}px`)
  root.style.setProperty('--page-leading', String(settings.leading))
  root.style.setProperty('--page-measure', String(settings.measure))
  root.toggleAttribute('data-justify', settings.justify)
  root.toggleAttribute('data-hyphenate', settings.hyphenate)
  root.dataset.writing = (settings.vertical && verticalWriting(root.lang)) || 'horizontal'
  root.toggleAttribute('data-long-title', label.length > LONG_TITLE)
  const main = frame.document.querySelector('main')
  if (!main) return
  main.setAttribute('aria-label', label)
  main.tabIndex = -1
  measureColumn(frame, settings)
}

/**
 * What of the settings decides where lines stand: while it is the same, no line is moved. The colour last used,
 * say, is a setting too, and whoever highlights in another one looks at the words.
 */
export function shapeOf(settings: Settings): string {
  const { typeface, fontSize, leading, measure, justify, hyphenate, vertical, pageMode, marginNotes } =
    settings
  return JSON.stringify([
    typeface,
    fontSize,
    leading,
    measure,
    justify,
    hyphenate,
    vertical,
    pageMode,
    marginNotes
  ])
}

/** Tells the stylesheet how many letters fit on a line, for the heights of sections not laid out yet. */
export function measureColumn(frame: ReadingFrame, settings: Settings): void {
  const column = frame.document.querySelector('main')?.getBoundingClientRect()
  const width = (frame.axis.writing === 'horizontal' ? column?.width : column?.height) ?? 0
  if (width > 0) {
    const cells = Math.max(8, Math.round(width / (settings.fontSize * LETTER)))
    frame.document.documentElement.style.setProperty('--page-cells', String(cells))
  }
}

/** Calls back when the window's theme changes, by choice or with the system. Returns the function that stops. */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    dark.removeEventListener('change', listener)
  }
}
