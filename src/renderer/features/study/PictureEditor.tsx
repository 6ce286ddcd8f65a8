import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Mask, Picture } from '../../../shared/cards.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Plus } from '../../ui/icons.ts'
import { maskPlace } from './PictureFace.tsx'

/** Smaller than this was a click and not a rectangle, in parts of the picture. */
const SMALLEST = 0.02
/** One press of an arrow key. */
const STEP = 0.02

const clamp = (value: number, most = 1) => Math.min(most, Math.max(0, value))

/** Chooses a picture of the article, and hides parts of it: drawn with the pointer, or placed with the keys. */
export function PictureEditor(props: {
  articleId: ArticleId | null
  picture: Picture | null
  onChange(picture: Picture): void
}) {
  const { picture, onChange } = props
  const pictures =
    useData(
      'cards.pictures',
      { articleId: props.articleId as ArticleId },
      { enabled: props.articleId !== null }
    ).data ?? []
  if (!picture && pictures.length === 0) return <p className="field-hint">{t('study.editor.noPictures')}</p>
  return (
    <div className="picture-editor">
      {pictures.length > 0 ? (
        <div className="picture-choices" role="radiogroup" aria-label={t('study.editor.choosePicture')}>
          {pictures.map(({ hash, alt }, index) => (
            // biome-ignore lint/a11y/useSemanticElements: a picture to press, in a row of which one is chosen
            <button
              key={hash}
              type="button"
              role="radio"
              aria-checked={picture?.hash === hash}
              className="picture-choice"
              aria-label={alt || t('study.editor.picture', { count: index + 1 })}
              onClick={() => onChange({ hash, masks: picture?.hash === hash ? picture.masks : [] })}
            >
              <img src={`asset://image/${hash}`} alt="" />
            </button>
          ))}
        </div>
      ) : null}
      {picture ? <MaskField picture={picture} onChange={onChange} /> : null}
    </div>
  )
}

function MaskField({ picture, onChange }: { picture: Picture; onChange(picture: Picture): void }) {
  const area = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<{ from: { x: number; y: number }; mask: Mask } | null>(null)
  const { masks } = picture
  const next = Math.max(0, ...masks.map(({ ordinal }) => ordinal)) + 1
  const set = (changed: Mask[]) => onChange({ ...picture, masks: changed })
  const at = (event: PointerEvent) => {
    const box = area.current!.getBoundingClientRect()
    return {
      x: clamp((event.clientX - box.left) / box.width),
      y: clamp((event.clientY - box.top) / box.height)
    }
  }
  const stretch = (event: PointerEvent) => {
    if (!drawing) return
    const to = at(event)
    const { from } = drawing
    const mask = {
      ordinal: next,
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.max(0.001, Math.abs(to.x - from.x)),
      height: Math.max(0.001, Math.abs(to.y - from.y))
    }
    setDrawing({ from, mask })
  }
  const finish = () => {
    if (drawing && drawing.mask.width >= SMALLEST && drawing.mask.height >= SMALLEST)
      set([...masks, drawing.mask])
    setDrawing(null)
  }
  const onKey = (event: KeyboardEvent, index: number) => {
    const mask = masks[index]!
    const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[
      event.key
    ]
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      set(masks.filter((_, other) => other !== index))
      area.current?.focus()
      return
    }
    if (!by) return
    event.preventDefault()
    const [x, y] = by as [number, number]
    const changed = event.shiftKey
      ? {
          ...mask,
          width: Math.max(SMALLEST, clamp(mask.width + x, 1 - mask.x)),
          height: Math.max(SMALLEST, clamp(mask.height + y, 1 - mask.y))
        }
      : { ...mask, x: clamp(mask.x + x, 1 - mask.width), y: clamp(mask.y + y, 1 - mask.height) }
    set(masks.map((one, other) => (other === index ? changed : one)))
  }
  return (
    <>
      {/* Drawn with a pointer; the button below adds a part by key. */}
      <div
        ref={area}
        className="face-picture picture-area"
        dir="ltr"
        tabIndex={-1}
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          const from = at(event)
          setDrawing({ from, mask: { ordinal: next, ...from, width: 0.001, height: 0.001 } })
        }}
        onPointerMove={stretch}
        onPointerUp={finish}
        onPointerCancel={() => setDrawing(null)}
      >
        <img src={`asset://image/${picture.hash}`} alt="" draggable={false} />
        {masks.map((mask, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: two hidden parts may be alike
            key={index}
            type="button"
            className="mask"
            data-asked=""
            aria-label={t('study.editor.mask', { number: mask.ordinal })}
            style={maskPlace(mask)}
            onKeyDown={(event) => onKey(event, index)}
          >
            {mask.ordinal}
          </button>
        ))}
        {drawing ? <span className="mask" data-asked="" style={maskPlace(drawing.mask)} /> : null}
      </div>
      <div className="card-form-row">
        <Button onClick={() => set([...masks, { ordinal: next, x: 0.4, y: 0.4, width: 0.2, height: 0.2 }])}>
          <Plus aria-hidden="true" />
          {t('study.editor.addMask')}
        </Button>
        <span className="place-count" role="status">
          {t('study.editor.cards', { count: new Set(masks.map(({ ordinal }) => ordinal)).size })}
        </span>
      </div>
      <p className="field-hint">{t('study.editor.pictureHint')}</p>
    </>
  )
}
