import { defaultTreeAdapter, html as names } from 'parse5'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isHtml,
  type ParentNode,
  saysAtLeast,
  shortLineOf,
  standInstead
} from '../html/html-tree.ts'
import { offeredAddresses } from '../pictures/choose-picture.ts'
import { embedWorthKeeping } from './clean-page.ts'
import { ampPlain, isCustom } from './custom-elements.ts'

/** More words than a button or a request for consent has are the element's own text. */
const BUTTON = 200
const LONGEST = 8192
/** What holds more elements than this stands in for nothing. */
const MOST = 1000

/** What cleans the page keeps frames that say this. */
const KIND = 'named-embed'

interface Service {
  /** What an element or its attribute is called that holds a number of this service. */
  called: RegExp
  number: RegExp
  /** Where what it numbers is shown to be set into other pages. */
  address: (number: string) => string
  /** Whether boxes are called so as well, not only elements of a name of their own. */
  boxes: boolean
}

const services: readonly Service[] = [
  {
    called: /youtube|(?:^|[\s-])(?:yt|lyte)(?:[\s-]|$)/i,
    number: /^[\w-]{11}$/,
    address: (id) => `https://www.youtube.com/embed/${id}`,
    boxes: true
  },
  {
    called: /vimeo/i,
    number: /^\d{4,12}$/,
    address: (id) => `https://player.vimeo.com/video/${id}`,
    boxes: true
  },
  {
    called: /dailymotion/i,
    number: /^[a-z\d]{5,10}$/i,
    address: (id) => `https://www.dailymotion.com/embed/video/${id}`,
    boxes: true
  },
  {
    called: /wistia/i,
    number: /^[a-z\d]{6,14}$/i,
    address: (id) => `https://fast.wistia.net/embed/iframe/${id}`,
    boxes: false
  },
  {
    called: /twitter|tweet/i,
    number: /^\d{6,20}$/,
    address: (id) => `https://twitter.com/i/status/${id}`,
    boxes: false
  },
  {
    called: /instagram/i,
    number: /^[\w-]{5,15}$/,
    address: (id) => `https://www.instagram.com/p/${id}/embed/`,
    boxes: false
  },
  {
    called: /soundcloud/i,
    number: /^\d{4,14}$/,
    address: (id) => `https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/${id}`,
    boxes: false
  }
]

const numberName =
  /^(?:data-)?(?:(?:video|media|track|tweet|short|youtube|vimeo|yt|embed)-?(?:id|code)|shortcode|youtube|vimeo|embed|video|id|v)$/

const addressName =
  /^(?:data-)?(?:(?:lazy|embed|iframe|frame|video|audio|player|original|cookieblock|cmp|consent|blocked)-?)*(?:src|url|uri|href|iframe|embed)$/

/** Names of elements that show what is elsewhere. */
const shows =
  /(?:^|-)(?:embed|player|video|audio|film|podcast|youtube|vimeo|dailymotion|soundcloud|spotify|twitter|tweet|instagram|tiktok|facebook|bluesky|mastodon|reddit|wistia|i?frame)(?:-|$)/

/** What is called so only leads there, or belongs to nobody's text. */
const leadsAway =
  /(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|promo\w*|outbrain|taboola|shar(?:e|ing)|like|follow|button|login|pixel|comments?|profile|feed|timeline|social)(?:$|[\s_-])/i

const pictureFile = /\.(?:jpe?g|png|webp|gif|avif|svgz?)(?:[?#]|$)/i
const ownFile = /\.(?:pdf|mp4|m4v|webm|ogv|mp3|m4a|ogg|oga|opus|wav)(?:[?#]|$)/i

/** What a page says in the place of what it may not load yet. */
const consent =
  /cookie|\bconsent|\bprivacy\b|datenschutz|einwillig|\bzustimm|\b(?:accepter|autoriser|aceptar|accetta|aceitar)\b|同意|разреш|\b(?:click|tap|press)\b[^.]{0,60}\b(?:load|play|view|watch|listen|see|show|open|enable)\b/iu

/** What it calls its button, and nothing else. */
const button = new RegExp(
  [
    '(?:load|enable|play|watch|view|show|open|listen(?: to)?)(?: (?:the|this|our|external|embedded|full))*(?: (?:videos?|films?|clip|map|content|post|tweet|audio|sound|podcast|episode|player|media))?(?: (?:on|from|at) [\\w. ]{1,30})?',
    '[\\p{L} ]{0,30}(?:laden|anzeigen|abspielen)',
    '(?:cargar|charger|carica|carregar|загрузить|تشغيل)(?: \\S{1,20}){0,4}',
    '\\S{0,10}(?:再生|加载|播放)\\S{0,10}'
  ]
    .map((one) => `^${one}[.!…]?$`)
    .join('|'),
  'iu'
)

/**
 * Films, posts, maps and papers that a page shows by other elements than frames, as frames: old objects, what a
 * script makes a frame of later or once it may, and elements that name what a service numbers. The tree is changed.
 */
export function embedsAsFrames(root: ParentNode): void {
  // What was in a frame is gone with what it stood in for.
  const gone = new Set<ParentNode>()
  for (const element of [...elementsOf(root)]) {
    const { tagName, parentNode } = element
    if (parentNode && (gone.has(parentNode) || isFramed(parentNode))) gone.add(element)
    if (!isHtml(element) || !parentNode || gone.has(element)) continue
    if (tagName === 'iframe') lateFrame(element)
    else if (tagName === 'object' || tagName === 'embed') objectAsFrame(element)
    else if (isCustom(element) || /^(?:div|span|figure|section)$/.test(tagName)) standInAsFrame(element)
  }
}

const isFramed = (parent: ParentNode) => isElement(parent) && attribute(parent, 'data-kind') === KIND

function lateFrame(frame: Element): void {
  const src = (attribute(frame, 'src') ?? '').trim()
  if (src && !/^(?:about|javascript|data|blob):/i.test(src)) return
  const address = frame.attrs.find(
    ({ name, value }) => name !== 'src' && addressName.test(name) && isAway(value)
  )
  if (!address) return
  frame.attrs = frame.attrs.filter(({ name }) => name !== 'src')
  frame.attrs.push({ name: 'src', value: address.value.trim() })
}

/** A paper, a film or what was made to be embedded; what it holds says it instead where that leads there. */
function objectAsFrame(element: Element): void {
  const inner = [...elementsOf(element)]
  const stated = [
    attribute(element, 'data') ?? attribute(element, 'src'),
    ...inner.map((one) =>
      one.tagName === 'embed'
        ? attribute(one, 'src')
        : one.tagName === 'param' && /^(?:movie|src)$/i.test(attribute(one, 'name') ?? '')
          ? attribute(one, 'value')
          : undefined
    )
  ]
  const source = withoutPlugin((stated.find((one) => one?.trim()) ?? '').trim())
  const type = attribute(element, 'type') ?? ''
  if (pictureFile.test(source) || /^image\//i.test(type) || /^data:/i.test(source)) return
  const isKept =
    isKeptAddress(source) || (source !== '' && /^(?:application\/pdf$|video\/|audio\/)/i.test(type))
  const isPlugin = /flash|java|silverlight/i.test(type) || /\.(?:swf|class|jar|xap)(?:[?#]|$)/i.test(source)
  const leads = inner.some((one) => one.tagName === 'a' && attribute(one, 'href'))
  if (isKept && (!leads || isPlugin)) makeFrame(element, source, false)
  else if (!isPlugin && saysAtLeast(element, 1)) standInstead(element, element)
}

/** Players of films that are long gone stood at an address of their own. */
const withoutPlugin = (address: string) =>
  address.replace(
    /^((?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com)\/v\/([\w-]{11}).*$/i,
    '$1/embed/$2'
  )

/** An element that stands in for what a script puts there. */
function standInAsFrame(element: Element): void {
  const isOwn = isCustom(element)
  const called = `${element.tagName} ${classOf(element)}`
  if (leadsAway.test(called) || ampPlain.has(element.tagName)) return
  const address = numbered(element, called, isOwn) ?? addressed(element, isOwn)
  if (address === undefined || holdsMany(element) || saysAtLeast(element, BUTTON)) return
  if ([...elementsOf(element)].some(({ tagName }) => /^(?:iframe|video|audio|object)$/.test(tagName))) return
  if (onlyAsks(element)) makeFrame(element, address, true)
  else {
    const frame = defaultTreeAdapter.createElement('iframe', names.NS.HTML, [])
    frame.attrs = frameAttributes(element, address, false)
    element.childNodes.unshift(frame)
    frame.parentNode = element
  }
}

function holdsMany(element: Element): boolean {
  let count = 0
  for (const _ of elementsOf(element)) if (++count > MOST) return true
  return false
}

function numbered(element: Element, called: string, isOwn: boolean): string | undefined {
  for (const { name, value } of element.attrs) {
    if (!numberName.test(name)) continue
    const service = services.find(
      (one) => (isOwn || one.boxes) && one.called.test(`${called} ${name}`) && one.number.test(value.trim())
    )
    if (service) return service.address(value.trim())
  }
  return undefined
}

/** The address of what an element shows: any of those that say they show something, else one made for embedding. */
function addressed(element: Element, isOwn: boolean): string | undefined {
  const isShown = isOwn && shows.test(element.tagName)
  return element.attrs
    .find(
      ({ name, value }) =>
        addressName.test(name) &&
        (isOwn || name.startsWith('data-')) &&
        isAway(value) &&
        (isShown ? !pictureFile.test(value) : isKeptAddress(value))
    )
    ?.value.trim()
}

const isAway = (value: string) =>
  value.length <= LONGEST &&
  /^\s*(?:https?:)?\/\/[^\s<>]+\s*$/i.test(value) &&
  !/\.(?:js|css|json)(?:[?#]|$)/i.test(value)

const isKeptAddress = (value: string) =>
  !pictureFile.test(value) && (ownFile.test(value) || (isAway(value) && embedWorthKeeping.test(value)))

/** Whether all that an element says is a button's, or that something may be shown. */
function onlyAsks(element: Element): boolean {
  const kept = [...elementsOf(element)].filter(({ tagName }) =>
    /^(?:figcaption|blockquote|h[1-6]|ul|ol|table|pre)$/.test(tagName)
  )
  if (kept.length) return false
  if (!saysAtLeast(withoutButtons(element), 1)) return true
  const said = shortLineOf(element, BUTTON)
  return consent.test(said) || button.test(said)
}

function withoutButtons(element: Element): ParentNode {
  const copy = (one: Element): Element => ({
    ...one,
    childNodes: one.childNodes
      .filter(({ nodeName }) => nodeName !== 'a' && nodeName !== 'button')
      .map((node) => (isElement(node) ? copy(node) : node))
  })
  return copy(element)
}

/** @param isNamed whether the words in it, which go, name what it shows */
function makeFrame(element: Element, address: string, isNamed: boolean): void {
  element.attrs = frameAttributes(element, address, isNamed)
  element.tagName = element.nodeName = 'iframe'
  element.childNodes = []
}

/** What players say of their button, before the film's name. */
const playButton = /^play(?: video)?\s*:\s*(?=\S)/i

function frameAttributes(element: Element, address: string, isNamed: boolean): Element['attrs'] {
  const said = (...names: string[]) =>
    names.map((name) => attribute(element, name)?.trim()).find((value) => value) ?? ''
  const words = shortLineOf(element, BUTTON)
  const title =
    said('title', 'aria-label', 'data-title', 'videotitle', 'video-title', 'playlabel') ||
    (playButton.test(words) || (isNamed && !consent.test(words) && !button.test(words)) ? words : '')
  const image = [...elementsOf(element)].find(({ tagName }) => tagName === 'img')
  const poster =
    said('poster', 'data-poster', 'thumbnail', 'data-thumbnail', 'posterimage') ||
    (image && (offeredAddresses(image)[0] ?? ''))
  return [
    { name: 'src', value: address },
    ...(title ? [{ name: 'title', value: title.replace(playButton, '') }] : []),
    ...(poster ? [{ name: 'poster', value: poster }] : []),
    { name: 'data-kind', value: KIND }
  ]
}
