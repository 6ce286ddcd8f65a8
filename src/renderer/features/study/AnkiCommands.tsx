import { fileNameOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Cards out to Anki and in from it, from anywhere. */
export function AnkiCommands() {
  const exportAnki = useAction('cards.exportAnki')
  const importAnki = useAction('cards.importAnki')
  const { show, showError } = useToast()
  const save = (format: 'apkg' | 'text') => {
    exportAnki({ format }).then((saved) => {
      if (!saved) return
      const name = fileNameOf(saved.path)
      show({ message: t('study.anki.exported', { count: saved.cards, name }) })
    }, showError)
  }
  useCommand('study.exportApkg', () => save('apkg'))
  useCommand('study.exportText', () => save('text'))
  useCommand('study.importAnki', () => {
    importAnki({}).then((result) => {
      if (!result) return
      const { added, alreadyHere, leftOut, simplified } = result
      const parts = [
        added > 0 ? t('study.anki.imported', { count: added }) : t('study.anki.nothingNew'),
        ...(alreadyHere > 0 ? [t('study.anki.here', { count: alreadyHere })] : []),
        ...(leftOut > 0 ? [t('study.anki.leftOut', { count: leftOut })] : []),
        ...(simplified > 0 ? [t('study.anki.simplified', { count: simplified })] : [])
      ]
      show({ message: parts.join(' · ') })
    }, showError)
  })
  return null
}
