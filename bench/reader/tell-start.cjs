/*
 * Loaded into an app's main process with Electron's `-r`: prints `painted <ms since 1970>` once what
 * START_SELECTOR names is on screen in its first window, then, where START_KEY is set, `answered <ms>` once pressing
 * that key has moved the focus to what START_FOCUS names and that is on screen; then it ends the app. It asks from
 * the frame's own side, in a world of its own, so that neither app has to know that it is being measured.
 */
const { app } = require('electron')

const onScreen = (condition) => `new Promise((done) => {
  const look = () => {
    if (!(${condition})) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done(performance.timeOrigin + performance.now())
      port2.postMessage(0)
    })
  }
  look()
})`

/** Pressed in every frame, until somebody listens. */
const pressed = (key, focus) =>
  `(document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true })), document.activeElement.matches(${JSON.stringify(focus)}))`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    const when = (condition) =>
      contents.executeJavaScriptInIsolatedWorld(999, [{ code: onScreen(condition) }])
    const { START_SELECTOR, START_KEY, START_FOCUS } = process.env
    const painted = when(`document.querySelector(${JSON.stringify(START_SELECTOR)})`)
    const answered = START_KEY && when(pressed(START_KEY, START_FOCUS))
    process.stdout.write(`painted ${await painted}\n`)
    if (answered) process.stdout.write(`answered ${await answered}\n`)
    setTimeout(() => app.quit(), 300)
  })
})
