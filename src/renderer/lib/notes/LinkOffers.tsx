import { t } from '../messages.ts'
import type { LinkCompletion } from './use-link-completion.ts'

/** The list below a field in which `[[` was typed. The focus stays in the field. */
export function LinkOffers({ completion }: { completion: LinkCompletion }) {
  const { offers, active, listId, open } = completion
  return (
    <>
      {open && offers.length > 0 ? (
        <div id={listId} role="listbox" className="link-offers" aria-label={t('links.suggestions')}>
          {offers.map((offer, index) => (
            <div
              key={offer.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className="link-offer"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => completion.choose(offer)}
              onKeyDown={() => {}}
            >
              <span className="link-offer-kind">{t(`links.kind.${offer.kind}`)}</span>
              <span className="link-offer-label" dir="auto">
                {offer.label}
              </span>
              {offer.where && offer.where !== offer.label ? (
                <span className="link-offer-where" dir="auto">
                  {offer.where}
                </span>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
      <p className="visually-hidden" aria-live="polite">
        {!open ? '' : offers.length > 0 ? t('links.found', { count: offers.length }) : t('links.nothing')}
      </p>
    </>
  )
}
