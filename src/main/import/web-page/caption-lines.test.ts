import { describe, expect, it } from 'vitest'
import type { Block, ImageRef, Inline } from '../../../shared/blocks.ts'
import { withCaptions } from './caption-lines.ts'

const words = (text: string): Inline[] => [{ type: 'text', text }]
const p = (...children: Inline[]): Block => ({ type: 'paragraph', children })
const em = (text: string): Inline => ({ type: 'mark', mark: 'em', children: words(text) })
const picture = (alt = ''): ImageRef => ({ url: 'https://a.example/hut.jpg', alt })
const figure = (image: ImageRef | undefined, caption: Inline[] = [], credit: Inline[] = []): Block => ({
  type: 'figure',
  ...(image ? { image } : {}),
  caption,
  credit
})
const said = 'The hut at the end of the pier in winter'

describe('lines that belong to pictures', () => {
  it.each<[string, Block[], Block[]]>([
    [
      'what the picture itself says',
      [figure(picture(said)), p(...words(`${said}.`))],
      [figure(picture(said), words(`${said}.`))]
    ],
    ['a line in italics', [figure(picture()), p(em(said))], [figure(picture(), [em(said)])]],
    [
      'a credit in the paragraph of its picture',
      [p({ type: 'image', image: picture() }, ...words(' Photo: B. Finch'))],
      [figure(picture(), [], words(' Photo: B. Finch'))]
    ],
    [
      'caption and credit from two places',
      [figure(picture()), figure(undefined, words(said)), figure(undefined, [], words('B. Finch'))],
      [figure(picture(), words(said), words('B. Finch'))]
    ],
    [
      'each picture’s own in a gallery, counted by nobody and said once',
      [
        {
          type: 'list',
          ordered: false,
          items: [[figure(picture()), figure(undefined, words(`Image 1 of 9 ${said}`))]]
        }
      ],
      [{ type: 'list', ordered: false, items: [[figure(picture(), words(said))]] }]
    ],
    [
      'credits inside a figure, without a player’s excuses',
      [
        {
          type: 'figure',
          image: picture(),
          caption: words(said),
          credit: [],
          blocks: [
            p(...words('Media playback is unsupported on your device')),
            p(...words('Photo: B. Finch'))
          ]
        }
      ],
      [figure(picture(), words(said), words('Photo: B. Finch'))]
    ],
    [
      'a figure without the words that only say that it is one',
      [
        {
          type: 'figure',
          caption: words(said),
          credit: words('CreditCreditB. Finch for the Chronicle'),
          blocks: [p(...words('Image'), { type: 'image', image: picture() })]
        },
        {
          type: 'figure',
          caption: words(said.toUpperCase()),
          credit: words('Credit: B. Finch'),
          blocks: [p(...words('Photo')), figure(picture())]
        }
      ],
      [
        figure(picture(), words(said), words('B. Finch for the Chronicle')),
        figure(picture(), words(said.toUpperCase()), words('Credit: B. Finch'))
      ]
    ]
  ])('%s', (_, given, expected) => expect(withCaptions(given)).toEqual(expected))

  it.each<[string, Block[]]>([
    ['italics with no picture above', [p(...words('Rain.')), p(em(said))]],
    ['what somebody says', [figure(picture()), p(em(`“${said}”`))]],
    ['a sentence that only begins in italics', [figure(picture()), p(em('Then'), ...words(' it rained.'))]],
    [
      'a film beneath a picture',
      [
        figure(picture()),
        figure(undefined, [{ type: 'link', href: 'https://films.example/1', children: words('A film') }])
      ]
    ]
  ])('is not %s', (_, blocks) => expect(withCaptions(blocks)).toEqual(blocks))
})
