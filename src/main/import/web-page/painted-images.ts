import { attribute, type Element, elementsOf, type ParentNode } from '../html/html-tree.ts'
import { declarations } from '../html/sheet-styles.ts'
import { isSpacer } from '../pictures/choose-picture.ts'
import type { PageSheets } from './page-sheets.ts'

/**
 * Where a picture is shown more than once, some who save pages keep it once, in a variable of the style sheet, and
 * paint it behind image elements that show nothing themselves; so do scripts that fit pictures into boxes. These show
 * the picture by itself afterwards. One piece of a sheet of many signs, shown by its place on it, is left alone. The
 * tree is changed.
 */
export function paintedImages(root: ParentNode, { addresses }: PageSheets): void {
  for (const image of elementsOf(root)) {
    if (image.tagName !== 'img' || !isSpacer((attribute(image, 'src') ?? '').trim())) continue
    const style = attribute(image, 'style') ?? ''
    if (!/\bbackground/i.test(style)) continue
    const said = new Map(declarations(addresses.lift(style)))
    const painted = addresses.in(said.get('background-image') ?? said.get('background') ?? '')
    const place = `${said.get('background-position') ?? ''} ${said.get('background') ?? ''}`
    if (painted && !isSpacer(painted) && !/-\d+(?:\.\d+)?px/.test(place)) setSource(image, painted)
  }
}

function setSource(image: Element, value: string): void {
  image.attrs = [...image.attrs.filter(({ name }) => name !== 'src'), { name: 'src', value }]
}
