import { type Highlight, quoteOf } from '../../shared/highlights.ts'
import { t } from './messages.ts'

/** The words of a highlight as the window shows them; of one that marks only the sign of a note, what it is. */
export const shownQuote = (highlight: Pick<Highlight, 'exact' | 'quote' | 'isSign'>): string =>
  highlight.isSign ? t('highlights.footnoteSign', { sign: highlight.exact.trim() }) : quoteOf(highlight)
