import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

const hints = ['words', 'phrase', 'without', 'tag', 'in', 'author'] as const

/** What can be asked, each with an example to try. */
export function SearchHints({ onTry, onHelp }: { onTry(query: string): void; onHelp(): void }) {
  return (
    <div className="search-hints">
      <h2>{t('search.hint.title')}</h2>
      <dl>
        {hints.map((hint) => (
          <div key={hint}>
            <dt>
              <button
                type="button"
                className="example"
                dir="auto"
                onClick={() => onTry(t(`search.example.${hint}`))}
              >
                {t(`search.example.${hint}`)}
              </button>
            </dt>
            <dd>{t(`search.hint.${hint}`)}</dd>
          </div>
        ))}
      </dl>
      <Button look="quiet" className="button-flush" onClick={onHelp}>
        {t('search.hint.more')}
      </Button>
    </div>
  )
}
