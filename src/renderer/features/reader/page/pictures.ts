import { t } from '../../../lib/messages.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** Pictures that stand by themselves; those inside a line are signs and icons. */
const PICTURES = 'figure > img, p > img:only-child'

export interface Picture {
  element: HTMLImageElement
  src: string
  alt: string
  caption: string
}

/**
 * Makes the pictures of the page buttons that enlarge them, also for the keyboard and for screen readers, as
 * the page arrives. Returns the function that stops.
 */
export function offerPictures(frame: ReadingFrame): () => void {
  let done = 0
  const offer = () => {
    const { regions } = frame.map
    for (; done < regions.length; done++) {
      for (const image of regions[done]!.element.querySelectorAll<HTMLImageElement>(PICTURES)) {
        image.tabIndex = 0
        image.setAttribute('role', 'button')
        image.setAttribute(
          'aria-label',
          image.alt ? t('page.picture.enlargeNamed', { alt: image.alt }) : t('page.picture.enlarge')
        )
      }
    }
  }
  offer()
  return frame.onArrival(offer)
}

/** The picture an event happened on, if it was one that can be enlarged. */
export function pictureAt(target: Element): Picture | undefined {
  return target.matches('img[role="button"]') ? pictureOf(target as HTMLImageElement) : undefined
}

function pictureOf(element: HTMLImageElement): Picture {
  return {
    element,
    src: element.src,
    alt: element.alt,
    caption: element.closest('figure')?.querySelector('figcaption')?.textContent?.trim() ?? ''
  }
}

/** All pictures that have arrived, in order. */
export function picturesOf(frame: ReadingFrame): Picture[] {
  return Array.from(frame.document.querySelectorAll<HTMLImageElement>(PICTURES), pictureOf)
}

/** The picture on screen, or else the next one below, or else the last. */
export function pictureNear(frame: ReadingFrame): Picture | undefined {
  const pictures = picturesOf(frame)
  const { axis } = frame
  return pictures.find(({ element }) => axis.end(element.getBoundingClientRect()) > 72) ?? pictures.at(-1)
}
