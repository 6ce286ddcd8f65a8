import { useEffect } from 'react'
import type { SavedSearchId } from '../../../shared/saved-searches.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { NameDialog } from './NameDialog.tsx'
import { suggestName } from './suggest-name.ts'

/** Keeps a query under a name; one that is kept already is only named. */
export function SaveSearchDialog({ query, onClose }: { query: string; onClose(): void }) {
  const create = useAction('savedSearches.create')
  const toast = useToast()
  const known = useData('savedSearches.list', {}).data
  const same = known?.find((search) => search.query === query)
  useEffect(() => {
    if (!same) return
    onClose()
    toast.show({ message: t('savedSearches.savedAlready', { name: same.name }) })
  }, [same, onClose, toast])
  if (!known || same) return null
  return (
    <NameDialog
      title={t('savedSearches.saveTitle')}
      description={t('savedSearches.saveText')}
      name={suggestName(query)}
      onClose={onClose}
      onName={(name) =>
        create({ id: newId<SavedSearchId>(), name, query }).then(
          (saved) => toast.show({ message: t('savedSearches.saved', { name: saved.name }) }),
          toast.showError
        )
      }
    >
      <p className="saved-query">
        <span className="visually-hidden">{t('savedSearches.query')}</span>
        <code dir="auto">{query}</code>
      </p>
    </NameDialog>
  )
}
