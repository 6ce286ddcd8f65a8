import { holdPresses } from './lib/held-presses.ts'

/*
 * Runs instead of the window's own script when the page begins with what the window showed last: lets that be
 * painted, and then runs the window's script, which takes its place. What is pressed meanwhile is kept and done
 * (docs/decisions/0020-the-start.md).
 */

const shown = document.getElementById('last-screen')
const then = document.querySelector<HTMLScriptElement>('script[data-then]')?.dataset.then
if (!shown || !then) throw new Error('There is nothing to begin with')

/** When what is in the page is on screen. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done()
      port2.postMessage(0)
    })
  })

const doHeld = holdPresses(shown)
// The window says so when it listens (app/App.tsx).
window.addEventListener(
  'lectern:there',
  () => {
    performance.mark('window is there')
    void doHeld()
  },
  { once: true }
)

await painted()
performance.mark('last screen painted')
await import(/* @vite-ignore */ then)
