/** A part that takes back what went away in it takes its time: a closing dialog, a list that is read anew. In milliseconds. */
const SETTLED_MS = 60

/** Elements that had the focus, remembered for going back to. */
const REMEMBERED = 24

/** Parts of the window: what goes away in one of them does not send the focus into another. */
const PART = 'main, aside, [role="dialog"], [role="alertdialog"]'

/** What can be reached by Tab or by the keys of a list. */
const REACHABLE =
  'a[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [tabindex], [contenteditable="true"]'

interface Had {
  element: HTMLElement
  part: Element | null
}

/** Where an element stood when it went. */
interface Spot {
  parent: Element
  /** What came into its place in the same moment. */
  instead: HTMLElement[]
  /** Its neighbours of the same kind, the likeliest first. */
  alike: HTMLElement[]
}

/**
 * Keeps the keyboard somewhere. When the element that has the focus goes away (a deleted row, a closed panel or
 * dialog, a button that can no longer be pressed, something taken back) and the part it was in leads the focus
 * nowhere else, the focus lands on the nearest sensible thing: its neighbour in a list, what came into its place,
 * where the focus was before, or the place itself. It never stays on the bare page, where keys scroll nothing and
 * a screen reader begins at the window's edge.
 * @returns the function that stops
 */
export function keepFocus(page: Document): () => void {
  const view = page.defaultView!
  let trail: Had[] = []
  let spot: Spot | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const remember = (element: Element | null) => {
    if (!(element instanceof view.HTMLElement) || element === page.body) return
    trail = [
      ...trail.filter((one) => one.element !== element && one.element.isConnected).slice(1 - REMEMBERED),
      { element, part: element.closest(PART) }
    ]
    spot = undefined
  }
  const isNowhere = () =>
    page.activeElement === null ||
    page.activeElement === page.body ||
    page.activeElement === page.documentElement

  const settle = () => {
    const lost = trail.at(-1)
    // Somebody pressed beside everything: nothing went away.
    if (!lost || !isNowhere() || canTake(lost.element)) return
    const target = inPlaceOf(lost, trail, spot) ?? home(page)
    spot = undefined
    target?.focus({ preventScroll: true })
  }

  const observer = new view.MutationObserver((records) => {
    const lost = trail.at(-1)
    if (!lost) return
    if (!lost.element.isConnected) spot ??= spotAmong(records, lost.element)
    // Still there, but what cannot be pressed any more loses the focus a moment later. Only an attribute does that;
    // what is drawn for a key need not be looked at.
    else if (records.some(({ type }) => type === 'attributes') && !canTake(lost.element))
      spot ??= spotOf(lost.element.parentElement, lost.element, [])
    else return
    clearTimeout(timer)
    timer = setTimeout(settle, SETTLED_MS)
  })
  const onFocusIn = (event: FocusEvent) => remember(event.target as Element)
  // A frame that takes the focus tells the page around it nothing else.
  const onBlur = () => {
    if (page.activeElement?.tagName === 'IFRAME') remember(page.activeElement)
  }
  page.addEventListener('focusin', onFocusIn)
  view.addEventListener('blur', onBlur)
  observer.observe(page.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'inert']
  })
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    page.removeEventListener('focusin', onFocusIn)
    view.removeEventListener('blur', onBlur)
  }
}

function canTake(element: HTMLElement): boolean {
  if (
    !element.isConnected ||
    element.matches(':disabled') ||
    element.closest('[inert], [aria-hidden="true"]')
  )
    return false
  // Not known to every environment tests run in.
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true
}

/** Where `lost` stood, from what the page has just told of itself. */
function spotAmong(records: readonly MutationRecord[], lost: Element): Spot | undefined {
  let gone: Node = lost
  let found: Spot | undefined
  for (const { target, removedNodes, previousSibling, nextSibling } of records) {
    const removed = [...removedNodes].find((node) => node.contains(gone))
    if (!removed || !(target instanceof Element)) continue
    const added = records
      .filter((one) => one.target === target)
      .flatMap((one) => [...one.addedNodes])
      .filter((node): node is HTMLElement => node instanceof HTMLElement && node.isConnected)
    found = spotOf(target, removed as HTMLElement, added, nextSibling, previousSibling)
    gone = target
  }
  return found
}

function spotOf(
  parent: Element | null,
  element: HTMLElement,
  instead: HTMLElement[],
  next: Node | null = element.nextSibling,
  previous: Node | null = element.previousSibling
): Spot | undefined {
  if (!parent) return undefined
  const kind = (one: Node | null): one is HTMLElement =>
    one instanceof HTMLElement && one.tagName === element.tagName && one.classList[0] === element.classList[0]
  const alike: HTMLElement[] = []
  for (let one = next; one; one = one.nextSibling) if (kind(one)) alike.push(one)
  for (let one = previous; one; one = one.previousSibling) if (kind(one)) alike.push(one)
  return { parent, instead, alike }
}

function inPlaceOf(lost: Had, trail: readonly Had[], spot: Spot | undefined): HTMLElement | undefined {
  // A whole place or dialog went: what comes next begins at its beginning.
  const isWhole = spot === undefined || spot.parent.matches('main, body')
  if (!isWhole) {
    for (const one of spot.alike) {
      const found = reachableIn(one, lost.element)
      if (found) return found
    }
    for (const one of spot.instead) {
      const found = reachableIn(one, lost.element)
      if (found) return found
    }
  }
  // The row is still there and its content was only drawn anew.
  const row = spot?.parent.closest('li, [data-index]')
  const again = row && sameAs(lost.element, [...row.querySelectorAll<HTMLElement>('*')])
  if (again) return again
  // A place that is left took its controls with it; what stands around it is another matter.
  if (spot?.parent.matches('main'))
    return spot.parent.querySelector<HTMLElement>('[data-focus-home]') ?? (spot.parent as HTMLElement)
  const stays = lost.part?.isConnected === true
  return trail.findLast(
    ({ element, part }) => canTake(element) && (stays ? part === lost.part : !isClosing(part))
  )?.element
}

const isClosing = (part: Element | null) =>
  part !== null && (!part.isConnected || part.hasAttribute('data-ending-style'))

/** What takes the focus in `part`: what is like the lost element, else the row at work, else the first thing. */
function reachableIn(part: HTMLElement, lost?: HTMLElement): HTMLElement | undefined {
  const inside = [part, ...part.querySelectorAll<HTMLElement>('*')].filter(
    (one) => one.matches(REACHABLE) && canTake(one)
  )
  return (
    (lost && sameAs(lost, inside)) ??
    inside.find((one) => one.matches('[data-row][tabindex="0"]')) ??
    inside.find((one) => one.tabIndex >= 0) ??
    inside[0]
  )
}

function sameAs(lost: HTMLElement, among: readonly HTMLElement[]): HTMLElement | undefined {
  return among.find((one) => one.tagName === lost.tagName && one.className === lost.className && canTake(one))
}

/** The dialog that is open, else what the place names as its own (`data-focus-home`), its row at work, or itself. */
function home(page: Document): HTMLElement | undefined {
  // A message at the edge of the window is a dialog, too, but nobody is in it.
  const open = '[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]'
  const dialogs = [...page.querySelectorAll<HTMLElement>(open)]
  const dialog = dialogs.findLast((one) => canTake(one) && !isClosing(one))
  if (dialog) return reachableIn(dialog)
  for (const wanted of ['main [data-focus-home]', 'main [data-row][tabindex="0"]', 'main']) {
    const found = page.querySelector<HTMLElement>(wanted)
    if (found && canTake(found)) return found
  }
  return undefined
}
