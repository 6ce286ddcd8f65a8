import { contextBridge, ipcRenderer, webUtils } from 'electron'
import {
  type Bridge,
  CALL_CHANNEL,
  EVENT_CHANNEL,
  eventNames,
  LAST_ANSWER,
  PAINTED_CHANNEL
} from '../shared/bridge.ts'
import type { EventName } from '../shared/contract.ts'

// Main has it ready while the page's scripts are still being read.
const firstScreen: Bridge['firstScreen'] = ipcRenderer.invoke(CALL_CHANNEL, 'app.firstScreen', {})

type Listener = (payload: unknown) => void
const listeners = new Map<EventName, Set<Listener>>()
/**
 * What main tells before the page listens: what changes after that first answer, and what is chosen in the menu, would
 * never be heard of. Told the first who listens, once.
 */
const unheard = new Map<EventName, unknown[]>([
  ['data.changed', []],
  ['command.run', []]
])
// The Electron event stays on this side of the bridge.
ipcRenderer.on(EVENT_CHANNEL, (_, name: EventName, payload: unknown) => {
  unheard.get(name)?.push(payload)
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
})

/*
 * The faces of the first screen in their sizes, each of which another process is asked about. `serif` is what Chromium
 * looks up beside a face of the window's own, for the scripts of it that were not fetched.
 */
const FIRST_FACES = [
  ...[12, 13, 14, 16].map((size) => `400 ${size}px system-ui`),
  ...[12, 14].map((size) => `600 ${size}px system-ui`),
  ...[16, 17, 26].map((size) => `600 ${size}px "serif"`)
]

/*
 * Loads what the first words and the first numbers need: the system's faces, which another process finds, and Chromium's
 * tables of languages where nothing was written ahead. It has been read by then, and its scripts are on their way.
 */
document.addEventListener(
  'readystatechange',
  () => {
    if (!document.getElementById(LAST_ANSWER)) new Intl.NumberFormat('en').format(0)
    const canvas = new OffscreenCanvas(1, 1).getContext('2d')!
    for (const face of FIRST_FACES) {
      canvas.font = face
      canvas.measureText('Lectern')
    }
  },
  { once: true }
)

// Main has much to do, which would keep the page from being painted: it begins with that afterwards.
new PerformanceObserver((entries) => {
  if (entries.getEntriesByName('first-contentful-paint').length > 0) ipcRenderer.send(PAINTED_CHANNEL)
}).observe({ type: 'paint' })

const bridge: Bridge = {
  firstScreen,
  invoke: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on(event, listener) {
    if (!eventNames.includes(event)) throw new Error('There is no such event')
    const told = listener as Listener
    for (const payload of unheard.get(event) ?? []) queueMicrotask(() => told(payload))
    unheard.delete(event)
    const those = listeners.get(event) ?? new Set()
    listeners.set(event, those.add(told))
    return () => {
      those.delete(told)
    }
  },
  pathOf: (file) => webUtils.getPathForFile(file as File)
}

contextBridge.exposeInMainWorld('lectern', bridge)
