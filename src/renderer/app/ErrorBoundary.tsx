import { Component, type ReactNode } from 'react'
import { t } from '../lib/messages.ts'
import { runCommand } from '../lib/use-command.ts'
import { Button } from '../ui/Button.tsx'

/** A screen that breaks takes nothing else with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className="empty" role="alert">
        <h1>{t('app.crash.title')}</h1>
        <p>{t('app.crash.text')}</p>
        <div className="empty-actions">
          <Button look="primary" onClick={() => this.setState({ broken: false })}>
            {t('app.crash.again')}
          </Button>
          <Button onClick={() => runCommand('go.library')}>{t('app.crash.library')}</Button>
        </div>
      </div>
    )
  }
}
