import { t } from '../../lib/messages.ts'
import { useToast } from '../../ui/Toast.tsx'
import { whatTextIs } from './what-text-is.ts'

/** Takes text for what it is: an article, an address, or a file that was opened as text. */
export function useGivenText(take: {
  address(address: string): void
  article(text: string, html: string): void
  chooseFiles(): void
}) {
  const toast = useToast()
  /** The reader gave it to be an article. */
  const add = (text: string, html: string) => {
    const kind = whatTextIs(text)
    // An address alone is a wish to read what is there, which only the reader may grant.
    if (kind === 'address') take.address(text.trim())
    else if (kind === 'file')
      toast.show({
        kind: 'error',
        message: t('imports.textIsFile'),
        action: { label: t('imports.textIsFileChoose'), onClick: take.chooseFiles }
      })
    else take.article(text, html)
  }
  /** What came past the dialog may have come by mistake: a word is no article, until the reader says so. */
  const addLoose = (text: string, html: string) => {
    if (whatTextIs(text) !== 'word') return add(text, html)
    toast.show({
      kind: 'error',
      message: t('imports.textIsWord', { word: text.trim().slice(0, 80) }),
      action: { label: t('imports.textIsWordAdd'), onClick: () => take.article(text, html) }
    })
  }
  return { add, addLoose }
}
