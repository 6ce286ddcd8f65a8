import type { CardKind } from '../../shared/cards.ts'

/** Anki's ids are moments in ms; these are ours for good, so that a second export meets the first. */
export const DECK_ID = 1_764_000_000_000
export const DECK_NAME = 'Lectern'

export interface AnkiModel {
  id: number
  name: string
  /** 0: one card to a template; 1: one card to each number of a cloze. */
  type: 0 | 1
  fields: readonly string[]
  front: string
  back: string
  /** Anki's own notetype it stands for; 6 is its image occlusion. */
  stock?: number
}

const source = `{{#Sentence}}<p class="sentence">{{Sentence}}</p>{{/Sentence}}{{#Source}}<p class="source">{{Source}}</p>{{/Source}}`

/** The notetypes of a package, one for each kind of card. The first field is what Anki sorts by. */
export const ankiModels: Record<CardKind, AnkiModel> = {
  question: {
    id: DECK_ID + 1,
    name: 'Lectern Question',
    type: 0,
    fields: ['Question', 'Answer', 'Sentence', 'Source'],
    front: '{{Question}}',
    back: `{{FrontSide}}<hr id="answer">{{Answer}}${source}`
  },
  cloze: {
    id: DECK_ID + 2,
    name: 'Lectern Cloze',
    type: 1,
    fields: ['Text', 'Extra', 'Sentence', 'Source'],
    front: '{{cloze:Text}}',
    back: `{{cloze:Text}}{{#Extra}}<hr id="answer">{{Extra}}{{/Extra}}${source}`
  },
  passage: {
    id: DECK_ID + 3,
    name: 'Lectern Passage',
    type: 0,
    fields: ['Cue', 'Passage', 'Note', 'Sentence', 'Source'],
    front: '{{Cue}}{{#Source}}<p class="source">{{Source}}</p>{{/Source}}',
    back: `{{Passage}}{{#Note}}<hr id="answer">{{Note}}{{/Note}}{{#Source}}<p class="source">{{Source}}</p>{{/Source}}`
  },
  picture: {
    id: DECK_ID + 4,
    name: 'Lectern Picture',
    type: 1,
    stock: 6,
    fields: ['Occlusion', 'Image', 'Header', 'Back Extra', 'Comments', 'Sentence', 'Source'],
    front: pictureSide('{{#Header}}<div>{{Header}}</div>{{/Header}}'),
    back: pictureSide(
      `{{#Header}}<div>{{Header}}</div>{{/Header}}`,
      `{{#Back Extra}}<div>{{Back Extra}}</div>{{/Back Extra}}${source}`
    )
  }
}

/** Anki 23.10 and later draw the hidden parts; older ones show the picture. The names are Anki's own. */
function pictureSide(head: string, foot = ''): string {
  return `${head}<div style="display: none">{{cloze:Occlusion}}</div><div id="err"></div><div id="image-occlusion-container">{{Image}}<canvas id="image-occlusion-canvas"></canvas></div><script>try { anki.imageOcclusion.setup() } catch (error) { document.getElementById("err").textContent = "This Anki cannot hide parts of pictures: " + error }</script>${foot}`
}

const css = `.card { font-family: serif; font-size: 20px; text-align: center; }
.cloze { font-weight: bold; }
.sentence { font-size: 0.85em; font-style: italic; }
.source { font-size: 0.75em; opacity: 0.75; }`

/** As Anki's schema 11 keeps it: JSON in `col.models`. `mod` in seconds. */
export function modelJson(model: AnkiModel, mod: number): Record<string, unknown> {
  return {
    id: model.id,
    name: model.name,
    type: model.type,
    mod,
    usn: -1,
    sortf: 0,
    did: DECK_ID,
    css,
    latexPre:
      '\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n\\begin{document}\n',
    latexPost: '\\end{document}',
    latexsvg: false,
    req: [[0, 'any', [0]]],
    tags: [],
    vers: [],
    ...(model.stock === undefined ? {} : { originalStockKind: model.stock }),
    flds: model.fields.map((name, ord) => ({
      name,
      ord,
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      media: [],
      description: '',
      plainText: false,
      collapsed: false,
      excludeFromSearch: false
    })),
    tmpls: [
      {
        name: model.type === 1 ? 'Cloze' : 'Card 1',
        ord: 0,
        qfmt: model.front,
        afmt: model.back,
        did: null,
        bqfmt: '',
        bafmt: '',
        bfont: '',
        bsize: 0
      }
    ]
  }
}
