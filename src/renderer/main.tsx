import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { askAhead } from './app/ask-ahead.ts'
import { drawLastScreen } from './app/draw-last-screen.tsx'
import { formatNumber } from './lib/formats.ts'
import { invoke, onEvent } from './lib/invoke.ts'
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
// Main is still opening the library. The first formatter of numbers takes a tenth of the first drawing.
formatNumber(0)
const [start] = await Promise.all([
  askAhead(client),
  // Main writes the language it spoke last into the page, and its words are fetched while main opens the library.
  setMessageLanguage(document.documentElement.lang.slice(0, 2))
])
// What has changed since those answers is told now, and asked for again.
followChanges(client)
// Nothing is shown in another language first.
await setMessageLanguage(start.language)
createRoot(root).render(
  <StrictMode>
    <App client={client} start={start} />
  </StrictMode>
)
onEvent('screen.wanted', () => {
  // Without it the next start begins with an empty window.
  const none = () => ''
  void drawLastScreen()
    .catch(none)
    .then((markup) => invoke('app.keepScreen', { markup }))
})
