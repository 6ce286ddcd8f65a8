import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { askAhead, takeFirstScreen } from './app/ask-ahead.ts'
import { coverUntilPainted } from './app/cover.ts'
import { takeLastAnswer } from './lib/last-answer.ts'
import { setMessageLanguage } from './lib/messages.ts'
import { createQueryClient, followChanges } from './lib/query-client.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/buttons.css'
import './styles/layers.css'
import './styles/fields.css'
import './styles/swatches.css'
import './styles/toasts.css'
import './styles/forced-colors.css'
import './styles/notes.css'
import './styles/shell.css'
import './styles/places.css'
import './styles/importing.css'
import './styles/palette.css'
import './styles/trouble.css'
import './styles/library.css'
import './styles/finding.css'
import './styles/settings.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const client = createQueryClient()
const last = takeLastAnswer()
const answered = askAhead(client).then(async (start) => {
  // Nothing is shown in another language first.
  await setMessageLanguage(start.language)
  return start
})
// Main writes the language it spoke last into the page, and its words are fetched while main opens the library.
await setMessageLanguage(document.documentElement.lang.slice(0, 2))
const start = last ? takeFirstScreen(client, last) : await answered
// What has changed since those answers is told now, and asked for again.
followChanges(client)
const window = (
  <StrictMode>
    <App client={client} start={start} answered={answered} />
  </StrictMode>
)
// With the answers of the last time the whole window is drawn in this task, for which the first paint waits.
const draw = () => createRoot(root).render(window)
if (last) {
  coverUntilPainted()
  flushSync(draw)
} else draw()
