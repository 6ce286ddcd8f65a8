import { type InlineMark, inlineMarks } from '../../../shared/blocks.ts'

/** Never shown, whatever is in them. Everything not named anywhere keeps its content and loses itself. */
export const dropped = new Set(
  (
    'script style template noscript object embed applet param canvas head title meta link base map area track source ' +
    'input button select textarea option optgroup datalist meter progress keygen frame frameset noframes dialog'
  ).split(' ')
)

/** Elements that begin a new line of thought: they end the paragraph before them. */
export const blockElements = new Set(
  (
    'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary table tbody td tfoot th thead tr ' +
    'ul xmp caption iframe video audio'
  ).split(' ')
)

/** Inline elements that are kept, by the name they get. */
export const marks = new Map<string, InlineMark>([
  ...inlineMarks.map((mark) => [mark, mark] as const),
  ['b', 'strong'],
  ['i', 'em'],
  ['strike', 's'],
  ['tt', 'code'],
  ['acronym', 'abbr']
])
