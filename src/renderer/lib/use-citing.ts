import { useMemo } from 'react'
import type { CitationFormat } from '../../shared/citations.ts'
import type { ArticleId, HighlightId } from '../../shared/values.ts'
import { useToast } from '../ui/Toast.tsx'
import { invoke } from './invoke.ts'
import { messageLanguage, t } from './messages.ts'
import { useAction, useData } from './use-data.ts'

/** As many as one call takes. */
const MOST = 10_000

/** Copies highlights as quotations with their references, or an article's reference, in the style last used. */
export function useCiting() {
  const last = useData('settings.get', {}).data?.citationFormat ?? 'apa'
  const setSettings = useAction('settings.set')
  const copy = useAction('app.copy')
  const { show, showError } = useToast()
  return useMemo(() => {
    const remember = (format: CitationFormat) => {
      if (format !== last) void setSettings({ citationFormat: format }).catch(() => {})
    }
    const language = () => messageLanguage()
    return {
      quote(ids: readonly HighlightId[], format: CitationFormat = last) {
        if (ids.length === 0) return
        remember(format)
        const highlightIds = ids.slice(0, MOST)
        invoke('citations.quote', { highlightIds, format, language: language() })
          .then(({ text }) => copy({ text }))
          .then(() => show({ message: t('citations.quoted', { count: highlightIds.length }) }))
          .catch(showError)
      },
      reference(articleId: ArticleId, format: CitationFormat = last) {
        invoke('citations.list', { articleIds: [articleId], format, language: language() })
          .then(({ text }) => copy({ text }))
          .then(() => show({ message: t('citations.reference') }))
          .catch(showError)
      }
    }
  }, [last, setSettings, copy, show, showError])
}
