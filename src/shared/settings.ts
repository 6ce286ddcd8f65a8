import { z } from 'zod'
import { ArticleSort, articleSorts } from './articles.ts'
import { CitationFormat } from './citations.ts'
import { mutation, query } from './define.ts'
import { HighlightColor } from './highlights.ts'
import { Nothing } from './values.ts'

export const themes = ['system', 'light', 'sepia', 'dark', 'black'] as const
export const Theme = z.enum(themes)
export type Theme = z.infer<typeof Theme>
export const typefaces = ['literata', 'source-serif', 'atkinson', 'system'] as const
export const Typeface = z.enum(typefaces)
export type Typeface = z.infer<typeof Typeface>

/** At most five steps of minutes (m), hours (h) or days (d), 40 characters. */
export const studySteps = /^(?=.{0,40}$)(?:[1-9]\d{0,3}[mhd](?: [1-9]\d{0,3}[mhd]){0,4})?$/

/** What holds until the reader chooses. */
const defaults = {
  theme: 'system',
  typeface: 'literata',
  fontSize: 19,
  leading: 1.6,
  measure: 66,
  justify: false,
  hyphenate: true,
  snapToWords: false,
  pageMode: 'scroll',
  focusMode: false,
  ruler: false,
  vertical: false,
  speechRate: 1,
  speechVoices: {} as Record<string, string>,
  lastColor: 'yellow',
  citationFormat: 'apa',
  sidebarOpen: true,
  marginNotes: 'auto',
  librarySort: 'added',
  librarySortDescending: true,
  trashSort: 'trashed',
  trashSortDescending: true,
  language: 'system',
  studyRetention: 0.9,
  studyNewPerDay: 20,
  studyReviewsPerDay: 200,
  studyDayStart: 4,
  studyApart: true,
  readingsPerDay: 8,
  countReading: true,
  oldHighlightsPerDay: 3,
  vaultAuto: true,
  markdownTemplate: '',
  studySteps: '1m 10m',
  studyWeights: [] as number[]
} as const

/** The reader's choices. Every one has a default and takes effect at once. */
export const Settings = z.strictObject({
  theme: Theme.default(defaults.theme),
  typeface: Typeface.default(defaults.typeface),
  /** Pixels. */
  fontSize: z.number().min(12).max(40).default(defaults.fontSize),
  /** Multiple of the font size. */
  leading: z.number().min(1.1).max(2.4).default(defaults.leading),
  /** Column width in characters (ch). */
  measure: z.number().min(40).max(100).default(defaults.measure),
  justify: z.boolean().default(defaults.justify),
  hyphenate: z.boolean().default(defaults.hyphenate),
  /** A highlight grows to the borders of the words it touches. */
  snapToWords: z.boolean().default(defaults.snapToWords),
  /** `pages` turns whole pages instead of scrolling. */
  pageMode: z.enum(['scroll', 'pages']).default(defaults.pageMode),
  /** Dims everything but the paragraph being read. */
  focusMode: z.boolean().default(defaults.focusMode),
  /** A band over the line being read. */
  ruler: z.boolean().default(defaults.ruler),
  /** Vertical lines, for articles in languages that are also written so. */
  vertical: z.boolean().default(defaults.vertical),
  /** Speed of reading aloud; 1 is the voice's own. */
  speechRate: z.number().min(0.5).max(3).default(defaults.speechRate),
  /** Voices chosen for reading aloud: primary language subtag → the voice's URI. */
  speechVoices: z.record(z.string().max(12), z.string().max(1000)).default(defaults.speechVoices),
  /** Colour used by the highlight key. */
  lastColor: HighlightColor.default(defaults.lastColor),
  /** The style references were last copied in. */
  citationFormat: CitationFormat.default(defaults.citationFormat),
  sidebarOpen: z.boolean().default(defaults.sidebarOpen),
  /** `auto`: beside the text when there is room, else a panel. */
  marginNotes: z.enum(['auto', 'hidden']).default(defaults.marginNotes),
  librarySort: z.enum(articleSorts).default(defaults.librarySort),
  librarySortDescending: z.boolean().default(defaults.librarySortDescending),
  trashSort: ArticleSort.default(defaults.trashSort),
  trashSortDescending: z.boolean().default(defaults.trashSortDescending),
  /** BCP 47 tag of the interface language, or `system`. */
  language: z.string().max(35).default(defaults.language),
  /** The share of cards the reader wants to remember when they come back. */
  studyRetention: z.number().min(0.7).max(0.98).default(defaults.studyRetention),
  /** New cards a day. */
  studyNewPerDay: z.int().min(0).max(9999).default(defaults.studyNewPerDay),
  /** Reviews of known cards a day. */
  studyReviewsPerDay: z.int().min(0).max(9999).default(defaults.studyReviewsPerDay),
  /** The hour at which a study day begins, local time. */
  studyDayStart: z.int().min(0).max(12).default(defaults.studyDayStart),
  /** Cards made from one text (its hidden words, the parts of one picture) are asked on different days. */
  studyApart: z.boolean().default(defaults.studyApart),
  /** Readings that come back a day. */
  readingsPerDay: z.int().min(0).max(999).default(defaults.readingsPerDay),
  /** Counts how long is read, on this machine and for the reader alone. */
  countReading: z.boolean().default(defaults.countReading),
  /** Old highlights to meet again a day. */
  oldHighlightsPerDay: z.int().min(0).max(20).default(defaults.oldHighlightsPerDay),
  /** The Markdown folder is brought into step when the window is come back to or left. */
  vaultAuto: z.boolean().default(defaults.vaultAuto),
  /** The reader's own Markdown template for exports (Mustache); empty: ours. */
  markdownTemplate: z.string().max(50_000).default(defaults.markdownTemplate),
  /** Steps of a card being learned, as Anki writes them: `1m 10m`; empty: none. */
  studySteps: z.string().regex(studySteps).default(defaults.studySteps),
  /** Parameters of FSRS-6 fitted elsewhere on the reader's own log; empty: the published ones. */
  studyWeights: z
    .array(z.number())
    .refine((weights) => weights.length === 0 || weights.length === 21, 'FSRS-6 has 21 parameters')
    .default(defaults.studyWeights)
})
export type Settings = z.infer<typeof Settings>
export const defaultSettings: Settings = defaults

const shape = Settings.shape
/** Any subset; absent keys stay as they are. */
export const SettingsChange = z.strictObject({
  theme: shape.theme.unwrap().optional(),
  typeface: shape.typeface.unwrap().optional(),
  fontSize: shape.fontSize.unwrap().optional(),
  leading: shape.leading.unwrap().optional(),
  measure: shape.measure.unwrap().optional(),
  justify: shape.justify.unwrap().optional(),
  hyphenate: shape.hyphenate.unwrap().optional(),
  snapToWords: shape.snapToWords.unwrap().optional(),
  pageMode: shape.pageMode.unwrap().optional(),
  focusMode: shape.focusMode.unwrap().optional(),
  ruler: shape.ruler.unwrap().optional(),
  vertical: shape.vertical.unwrap().optional(),
  speechRate: shape.speechRate.unwrap().optional(),
  speechVoices: shape.speechVoices.unwrap().optional(),
  lastColor: shape.lastColor.unwrap().optional(),
  citationFormat: shape.citationFormat.unwrap().optional(),
  sidebarOpen: shape.sidebarOpen.unwrap().optional(),
  marginNotes: shape.marginNotes.unwrap().optional(),
  librarySort: shape.librarySort.unwrap().optional(),
  librarySortDescending: shape.librarySortDescending.unwrap().optional(),
  trashSort: shape.trashSort.unwrap().optional(),
  trashSortDescending: shape.trashSortDescending.unwrap().optional(),
  language: shape.language.unwrap().optional(),
  studyRetention: shape.studyRetention.unwrap().optional(),
  studyNewPerDay: shape.studyNewPerDay.unwrap().optional(),
  studyReviewsPerDay: shape.studyReviewsPerDay.unwrap().optional(),
  studyDayStart: shape.studyDayStart.unwrap().optional(),
  studyApart: shape.studyApart.unwrap().optional(),
  readingsPerDay: shape.readingsPerDay.unwrap().optional(),
  countReading: shape.countReading.unwrap().optional(),
  oldHighlightsPerDay: shape.oldHighlightsPerDay.unwrap().optional(),
  vaultAuto: shape.vaultAuto.unwrap().optional(),
  markdownTemplate: shape.markdownTemplate.unwrap().optional(),
  studySteps: shape.studySteps.unwrap().optional(),
  studyWeights: shape.studyWeights.unwrap().optional()
})

export const settingsContract = {
  'settings.get': query(Nothing, Settings),
  'settings.set': mutation(SettingsChange, Settings, { changes: ['settings'] })
}
