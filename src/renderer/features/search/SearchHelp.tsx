import { t } from '../../lib/messages.ts'
import { Dialog } from '../../ui/Dialog.tsx'

/** Each with examples to try; the signs are the same in every language. */
const sections = {
  words: [
    ['words', 'quiet room'],
    ['phrase', '"quiet room"'],
    ['or', 'kiln OR bridge'],
    ['without', 'room -hotel'],
    ['near', 'near:5 slow water']
  ],
  where: [
    ['title', 'in:title harbour'],
    ['body', 'in:body harbour'],
    ['highlights', 'in:highlights harbour'],
    ['notes', 'in:notes harbour']
  ],
  which: [
    ['tag', 'tag:history'],
    ['tagOfWords', 'tag:"far away"'],
    ['color', 'color:green'],
    ['author', 'author:woolf'],
    ['site', 'site:example.org'],
    ['lang', 'lang:de'],
    ['state', 'is:unread'],
    ['starred', 'is:starred'],
    ['has', 'has:note'],
    ['added', 'added:>2026-01-31']
  ]
} as const

/** The query language on one page. An example that is chosen is looked for. */
export function SearchHelp(props: { onClose(): void; onTry(query: string): void }) {
  return (
    <Dialog
      open
      wide
      className="search-help"
      onClose={props.onClose}
      title={t('search.help.title')}
      description={t('search.help.text')}
    >
      {(['words', 'where', 'which'] as const).map((section) => (
        <section key={section} aria-labelledby={`search-help-${section}`}>
          <h3 id={`search-help-${section}`}>{t(`search.help.${section}`)}</h3>
          <dl>
            {sections[section].map(([name, example]) => (
              <div key={name}>
                <dt>
                  <button
                    type="button"
                    className="example"
                    dir="ltr"
                    onClick={() => {
                      props.onClose()
                      props.onTry(example)
                    }}
                  >
                    {example}
                  </button>
                </dt>
                <dd>{t(`search.help.of.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <ul className="search-help-more">
        {(['typos', 'forms', 'scripts', 'offers', 'keys', 'saved'] as const).map((more) => (
          <li key={more}>{t(`search.help.more.${more}`)}</li>
        ))}
      </ul>
    </Dialog>
  )
}
