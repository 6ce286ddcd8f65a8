import { Toast as Base } from '@base-ui/react/toast'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AppError } from '../../shared/errors.ts'
import { useIsShown } from '../lib/first-drawing.ts'
import { t } from '../lib/messages.ts'
import { X } from './icons.ts'

export interface ToastMessage {
  message: string
  action?: { label: string; onClick(): void }
  /** Says where to go; gone once one went somewhere. */
  isWay?: boolean
  /** `error` stays longer, and beside what is said after it. */
  kind?: 'info' | 'error'
}

/** Long enough to read a few words; to read them and reach their button; to read a sentence twice. */
const INFO_MS = 4000
const ACTION_MS = 5000
const ERROR_MS = 12_000

/** Shows what `useToast` says, over everything else; around the whole window. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider limit={3} timeout={0}>
      {children}
      <ToastList />
    </Base.Provider>
  )
}

/** Empty it waits until the window is on screen: its portal has the window drawn a second time. */
function ToastList() {
  const { toasts } = Base.useToastManager()
  const isShown = useIsShown()
  if (!isShown && toasts.length === 0) return null
  return (
    <Base.Portal>
      <Base.Viewport className="toasts" aria-label={t('ui.messages')}>
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} />
        ))}
      </Base.Viewport>
    </Base.Portal>
  )
}

/**
 * Leaves by itself, on a clock of its own: Base UI's stops whenever the window loses focus, and reading takes
 * the focus into the article's frame. While somebody points at it or is in it, it stays.
 */
function OneToast({ toast }: { toast: ReturnType<typeof Base.useToastManager>['toasts'][number] }) {
  const { close } = Base.useToastManager()
  const [held, setHeld] = useState(false)
  const { id, updateKey } = toast
  const stay = toast.type === 'error' ? ERROR_MS : toast.actionProps ? ACTION_MS : INFO_MS
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words under the same id begin again
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => close(id), stay)
    return () => clearTimeout(timer)
  }, [id, updateKey, stay, held, close])
  return (
    <Base.Root
      toast={toast}
      className={`toast toast-${toast.type ?? 'info'}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Base.Content className="toast-content">
        {/* The message is the name of the toast; as a paragraph, because it heads nothing. */}
        <Base.Title render={<p />} className="toast-message" />
        {toast.actionProps ? <Base.Action className="toast-action" /> : null}
        <Base.Close className="icon-button toast-close" aria-label={t('ui.dismiss')}>
          <X aria-hidden="true" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  )
}

/** Takes away what only said where to go, whenever `where` becomes another place. */
export function useDoneWays(where: string): void {
  const { toasts, close } = Base.useToastManager<{ isWay: boolean }>()
  const ways = useRef<string[]>([])
  ways.current = toasts.filter(({ data }) => data?.isWay).map(({ id }) => id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is what ends them
  useEffect(() => {
    for (const id of ways.current) close(id)
  }, [where, close])
}

/** Calm messages at the lower edge, read aloud by screen readers. */
export function useToast(): {
  show(message: ToastMessage): void
  /** What went wrong, in the words main gave; one plain sentence for anything else. */
  showError(error: unknown): void
} {
  const { add, close } = Base.useToastManager<{ isWay: boolean }>()
  const show = useCallback(
    ({ message, action, kind = 'info', isWay = false }: ToastMessage) => {
      const id: string = add({
        // One word at a time: what was said before is old by now. Errors stay until they were read.
        ...(kind === 'info' ? { id: 'info' } : {}),
        title: message,
        type: kind,
        data: { isWay },
        // Named even when there is none: the button of what was said before would stay.
        actionProps: action && {
          children: action.label,
          onClick: () => {
            close(id)
            action.onClick()
          }
        }
      })
    },
    [add, close]
  )
  const showError = useCallback(
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'cancelled') return
      show({ kind: 'error', message: error instanceof AppError ? error.message : t('ui.failed') })
    },
    [show]
  )
  return useMemo(() => ({ show, showError }), [show, showError])
}
