import './lib/zod-without-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { setMessageLanguage } from './lib/messages.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/shell.css'
import './styles/library.css'
import './styles/finding.css'
import './styles/settings.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
// Main has written the chosen language into the page: nothing is shown in another one first.
await setMessageLanguage(document.documentElement.lang.slice(0, 2))
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>
)
