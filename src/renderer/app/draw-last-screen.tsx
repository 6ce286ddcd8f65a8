import { invoke } from '../lib/invoke.ts'
import { createQueryClient } from '../lib/query-client.ts'
import { App } from './App.tsx'
import { askAhead } from './ask-ahead.ts'

/**
 * The first screen as HTML, as the window would draw it with what main says now; the next start shows it until
 * the window is there (docs/decisions/0020-the-start.md). Empty while no library is open.
 */
export async function drawLastScreen(): Promise<string> {
  const client = createQueryClient()
  const [{ renderToStaticMarkup }, start] = await Promise.all([
    import('react-dom/server'),
    askAhead(client, () => invoke('app.firstScreen', {}))
  ])
  if (start.trouble || start.isUpdating) return ''
  return renderToStaticMarkup(<App client={client} start={start} />)
}
