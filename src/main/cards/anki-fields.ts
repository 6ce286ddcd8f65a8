import type { Mask } from '../../shared/cards.ts'
import { cueOf } from '../../shared/passage-cue.ts'
import { isElement, isText, type Node, type ParentNode, parseHtml } from '../import/html/html-tree.ts'
import type { Prompt } from './repository.ts'

/** Plain text as HTML with nothing in it but text and line breaks. */
export function toHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/ {2}/g, ' &nbsp;')
    .replace(/\n/g, '<br>')
}

const breaks = new Set(['br', 'div', 'p', 'li', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'blockquote'])

/** The text of a field, its lines kept. `simplified`: something else than text and line breaks was there. */
export function fromHtml(html: string): { text: string; simplified: boolean } {
  let simplified = /\[sound:[^\]]*\]|\[latex\]|\[\$\$?\]/.test(html)
  if (!/[<&]/.test(html)) return { text: html.replace(/\[sound:[^\]]*\]/g, '').trim(), simplified }
  const parts: string[] = []
  const stack: (Node | '\n')[] = [...(parseHtml(html, 'fragment').root as ParentNode).childNodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (node === '\n') {
      if (!(parts.at(-1) ?? '\n').endsWith('\n')) parts.push('\n')
    } else if (isText(node)) parts.push(node.value)
    else if (isElement(node)) {
      if (/^(?:script|style|template)$/.test(node.tagName)) continue
      if (node.tagName === 'br') {
        parts.push('\n')
        continue
      }
      if (!breaks.has(node.tagName) && node.tagName !== 'span') simplified = true
      const isBlock = breaks.has(node.tagName)
      if (isBlock) stack.push('\n')
      for (const child of [...node.childNodes].reverse()) stack.push(child)
      if (isBlock) stack.push('\n')
    }
  }
  const text = parts
    .join('')
    .replace(/\u00a0/g, ' ')
    .replace(/\[sound:[^\]]*\]/g, '')
  return { text: text.trim(), simplified }
}

/** Hidden parts as Anki's image occlusion writes them: one cloze to a rectangle. */
export function toOcclusion(masks: readonly Mask[]): string {
  const part = (value: number) => String(Number(value.toFixed(4))).replace(/^0\./, '.')
  return masks
    .map(
      (mask) =>
        `{{c${mask.ordinal}::image-occlusion:rect:left=${part(mask.x)}:top=${part(mask.y)}:width=${part(mask.width)}:height=${part(mask.height)}:oi=1}}`
    )
    .join('<br>')
}

/** The rectangles of an occlusion field; other shapes as the rectangle around them is not known, so left out. */
export function fromOcclusion(field: string): Mask[] {
  const masks: Mask[] = []
  for (const [, number, rest] of field.matchAll(/\{\{c(\d{1,3})::image-occlusion:rect:([^}]*)\}\}/gu)) {
    const values = Object.fromEntries(rest!.split(':').map((pair) => pair.split('=')))
    const at = (name: string) => Math.min(1, Math.max(0, Number(values[name])))
    const mask = {
      ordinal: Number(number),
      x: at('left'),
      y: at('top'),
      width: at('width'),
      height: at('height')
    }
    const sound = Object.values(mask).every(Number.isFinite) && mask.width >= 0.001 && mask.height >= 0.001
    if (sound && mask.ordinal >= 1 && mask.ordinal <= 500) masks.push(mask)
  }
  return masks
}

/** A prompt as the fields of its notetype (anki-models.ts), HTML. */
export function fieldsOf(prompt: Prompt, articleTitle: string, imageName: string | undefined): string[] {
  const tail = [toHtml(prompt.sentence), toHtml(articleTitle)]
  switch (prompt.kind) {
    case 'question':
    case 'cloze':
      return [toHtml(prompt.front), toHtml(prompt.back), ...tail]
    case 'passage':
      return [toHtml(cueOf(prompt.front)), toHtml(prompt.front), toHtml(prompt.back), ...tail]
    case 'picture':
      return [
        toOcclusion(prompt.masks),
        imageName === undefined ? '' : `<img src="${imageName}">`,
        toHtml(prompt.front),
        toHtml(prompt.back),
        '',
        ...tail
      ]
  }
}
