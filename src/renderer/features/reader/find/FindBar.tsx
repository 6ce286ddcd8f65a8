import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { Output } from '../../../../shared/contract.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { invoke } from '../../../lib/invoke.ts'
import { t } from '../../../lib/messages.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ChevronDown, ChevronUp, X } from '../../../ui/icons.ts'
import { useToast } from '../../../ui/Toast.tsx'
import { fromTitleOn } from '../page/title-span.ts'
import {
  type FindOptions,
  type FoldedText,
  findSteps,
  foldSteps,
  inSlices,
  joinFound,
  looseOptions,
  MAX_FOUND,
  withHidden
} from './find-in-text.ts'

/** Kept while the app runs: who looks for whole words does so again. */
let chosenOptions: FindOptions = looseOptions

/** For so long the count of the words before may stand there: it changes in one step with the words, ms. */
const SOON_MS = 150

const toggles = [
  { name: 'matchCase', sign: 'Aa', shortcut: 'Alt+C' },
  { name: 'wholeWord', sign: 'ab', shortcut: 'Alt+W' },
  { name: 'diacritics', sign: 'é', shortcut: 'Alt+D' }
] as const
/** By the key's place, since Alt writes other letters on some keyboards. */
const byCode: Record<string, keyof FindOptions> = {
  KeyC: 'matchCase',
  KeyW: 'wholeWord',
  KeyD: 'diacritics'
}

/** The title and the text under it, as they are; and without the signs of notes, where there are some. */
function waysToRead(title: string, { text, signs = [] }: Output<'reading.text'>): string[] {
  const whole = `${title}\n${text}`
  const before = title.length + 1
  if (signs.length === 0) return [whole]
  return [
    whole,
    withHidden(
      whole,
      signs.map(([start, end]) => [start + before, end + before])
    )
  ]
}

/** Find in the article: in its title and its canonical text, so that words are found across emphasis, links and blocks. */
export function FindBar(props: {
  version: ReadingVersion
  /** As the page says it. */
  title: string
  query: string
  /** Raised anew each time somebody wants to find: the field is where to write then, with these words if any. */
  request: { query: string }
  count: number
  current: number
  /** @param steps how many places to go on from the first, asked for meanwhile */
  onQuery(query: string, found: TextSpan[], steps: number): void
  onStep(by: 1 | -1): void
  onClose(): void
}) {
  const { version, title, query, count, request } = props
  const [typed, setTyped] = useState(query)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (request.query !== '') setTyped(request.query)
    field.current?.focus()
    field.current?.select()
  }, [request])
  const [options, setOptions] = useState(chosenOptions)
  const [busy, setBusy] = useState<false | 'soon' | 'long'>(false)
  /** The text as it is and, where notes are mentioned in it, without what mentions them: it sticks to words. */
  const folded = useRef<FoldedText[] | null>(null)
  /** Steps asked for while the words are still looked for: they are steps among those. */
  const ahead = useRef(0)
  const isLooking = useRef(false)
  const { showError } = useToast()
  /** What is looked through, under the title it was asked for with. */
  const source = useRef<{ title: string; ways: Promise<string[]> } | null>(null)

  const onQuery = props.onQuery
  useEffect(() => {
    // A newer key stops the search for the older words.
    const abort = new AbortController()
    const { signal } = abort
    let timer: ReturnType<typeof setTimeout> | undefined
    const search = async () => {
      ahead.current = 0
      isLooking.current = false
      if (typed.trim() === '') {
        setBusy(false)
        return onQuery(typed, [], 0)
      }
      isLooking.current = true
      setBusy((before) => before || 'soon')
      timer = setTimeout(() => setBusy('long'), SOON_MS)
      if (source.current?.title !== title) {
        const { id: versionId, textLength: end } = version
        const text = invoke('reading.text', { versionId, start: 0, end, withSigns: true })
        source.current = { title, ways: text.then((answer) => waysToRead(title, answer)) }
        folded.current = null
      }
      const ways = await source.current.ways
      if (signal.aborted) return
      const found: TextSpan[][] = []
      const where: FoldedText[] = []
      for (const [index, whole] of ways.entries()) {
        const known = folded.current?.[index]
        const fits =
          known?.options.matchCase === options.matchCase && known.options.diacritics === options.diacritics
        // Whether words are whole is asked of every place found; the folded text is the same.
        const one = fits ? { ...known, options } : await inSlices(foldSteps(whole, options), signal)
        const spans = one && (await inSlices(findSteps(one, typed), signal))
        if (!spans || signal.aborted) return
        where.push(one)
        found.push(spans)
      }
      folded.current = where
      const spans = joinFound(found[0]!, found[1] ?? [])
      clearTimeout(timer)
      setBusy(false)
      isLooking.current = false
      onQuery(typed, fromTitleOn(spans, title), ahead.current)
    }
    search().catch((error) => {
      if (signal.aborted) return
      clearTimeout(timer)
      source.current = null
      isLooking.current = false
      setBusy(false)
      showError(error)
    })
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [typed, options, version, title, onQuery, showError])

  const toggle = (name: keyof FindOptions) => {
    chosenOptions = { ...options, [name]: !options[name] }
    setOptions(chosenOptions)
  }

  const step = (by: 1 | -1) => {
    if (isLooking.current) ahead.current += by
    else props.onStep(by)
  }

  const many = count >= MAX_FOUND
  return (
    <search className="page-bar find-bar" aria-label={t('reader.find.label')}>
      <input
        ref={field}
        type="text"
        className="find-field"
        aria-label={t('reader.find.label')}
        placeholder={t('reader.find.placeholder')}
        dir="auto"
        spellCheck={false}
        autoComplete="off"
        maxLength={500}
        value={typed}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') props.onClose()
          const option = event.altKey && !event.ctrlKey && !event.metaKey ? byCode[event.code] : undefined
          if (option) {
            event.preventDefault()
            toggle(option)
          }
        }}
      />
      {toggles.map(({ name, sign, shortcut }) => (
        <IconButton
          key={name}
          label={t(`reader.find.options.${name}`)}
          shortcut={shortcut}
          className="find-option"
          aria-pressed={options[name]}
          onClick={() => toggle(name)}
        >
          <span aria-hidden="true" className={`find-sign find-sign-${name}`}>
            {sign}
          </span>
        </IconButton>
      ))}
      <output className="find-count" aria-live="polite">
        {typed.trim() === '' || busy === 'long' || (busy && count === 0)
          ? ''
          : count === 0
            ? t('reader.find.none')
            : t(many ? 'reader.find.atMany' : 'reader.find.at', { at: props.current + 1, count })}
      </output>
      <IconButton
        label={t('reader.find.previous')}
        shortcut="Mod+Shift+G"
        disabled={count === 0}
        onClick={() => step(-1)}
      >
        <ChevronUp aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('reader.find.next')}
        shortcut="Mod+G"
        disabled={count === 0}
        onClick={() => step(1)}
      >
        <ChevronDown aria-hidden="true" />
      </IconButton>
      <IconButton label={t('reader.find.close')} shortcut="Escape" onClick={props.onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </search>
  )
}
