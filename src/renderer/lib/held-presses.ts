/** A key, or a click on one of the things in a page. */
type Press = { key: KeyboardEvent } | { click: MouseEvent; on: string }

const PRESSED = 'button, a, input, select, [role]'

/** What a reader would call the thing at this place: its name, or its words. */
const nameOf = (element: Element | null | undefined): string => {
  const thing = element?.closest(PRESSED)
  return thing ? `${thing.tagName} ${thing.getAttribute('aria-label') ?? ''} ${thing.textContent}` : ''
}

/** When what a press has led to is done: React renders after it, and moves the focus. */
const afterThis = () =>
  new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(0)
  })

/**
 * Keeps the keys and clicks of a page that shows something and does nothing yet.
 * @param shown what it shows; a click counts that is on something in it
 * @returns does them, in their order, in what has taken its place: a click where the same thing is still at that
 *   place, a key wherever the focus is by then. What is pressed meanwhile comes after them.
 */
export function holdPresses(shown: HTMLElement): () => Promise<void> {
  const held: Press[] = []
  let isDoing = false
  const keep = (event: Event) => {
    if (isDoing) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.type === 'keydown') held.push({ key: event as KeyboardEvent })
    if (event.type !== 'click') return
    const target = event.target as Element
    const on = shown.isConnected && !shown.contains(target) ? '' : nameOf(target)
    if (on !== '') held.push({ click: event as MouseEvent, on })
  }
  const kinds = ['keydown', 'pointerdown', 'mousedown', 'click', 'dblclick', 'auxclick']
  for (const kind of kinds) window.addEventListener(kind, keep, { capture: true })
  return async () => {
    for (let press = held.shift(); press; press = held.shift()) {
      isDoing = true
      if ('key' in press) pressKey(press.key)
      else click(press.click, press.on)
      isDoing = false
      await afterThis()
    }
    for (const kind of kinds) window.removeEventListener(kind, keep, { capture: true })
  }
}

function click({ clientX, clientY, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent, on: string): void {
  const target = document.elementFromPoint(clientX, clientY)
  if (nameOf(target) !== on) return
  const thing = target!.closest<HTMLElement>(PRESSED)!
  thing.focus({ preventScroll: true })
  const init = { bubbles: true, cancelable: true, composed: true, clientX, clientY, detail: 1 }
  thing.dispatchEvent(new MouseEvent('click', { ...init, ctrlKey, metaKey, shiftKey, altKey }))
}

function pressKey(held: KeyboardEvent): void {
  const target = document.activeElement ?? document.body
  const { key, code, location, repeat, ctrlKey, metaKey, shiftKey, altKey } = held
  const init = { bubbles: true, cancelable: true, composed: true, key, code, location, repeat }
  const isLeft = target.dispatchEvent(
    new KeyboardEvent('keydown', { ...init, ctrlKey, metaKey, shiftKey, altKey })
  )
  // What Chromium does with a key by itself it does not do for this one.
  const isLetter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey
  if (isLeft && isLetter && isTextField(target)) document.execCommand('insertText', false, key)
  if (isLeft && key === 'Enter' && target instanceof HTMLButtonElement) target.click()
}

const isTextField = (element: Element) =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && /^(?:text|search|url|)$/.test(element.type))
