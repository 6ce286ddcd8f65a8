import type { TextSpan } from './quote.ts'

/**
 * What Lectern can say about a highlight in a new version:
 * - `exact`: the same words in the same order of things
 * - `moved`: the same words, elsewhere
 * - `changed`: found with edits (perhaps also moved)
 * - `unsure`: a place is proposed; the reader decides
 * - `lost`: not there; kept with its words
 */
export type Verdict = 'exact' | 'moved' | 'changed' | 'unsure' | 'lost'

/** What a verdict rests on, each 0 to 1. */
export interface Evidence {
  /** How alike the words are: Dice's coefficient of the shared tokens, weighted by what each tells. */
  quote: number
  /** How much of the text around is the text that was around before. */
  context: number
  /** 1 when there is no second place like it, 0 when another one is just as good. */
  unique: number
  /** 1 when it stands between what it stood between, 0 when it has moved. */
  order: number
}

/** Where a highlight is in a new text. A span is absent only when it is lost. */
export interface Placement {
  verdict: Verdict
  span: TextSpan | undefined
  /** 0 to 1: quote and context together. */
  score: number
  evidence: Evidence
}

/** Nowhere to be found. */
export const LOST: Placement = {
  verdict: 'lost',
  span: undefined,
  score: 0,
  evidence: { quote: 0, context: 0, unique: 0, order: 0 }
}

// The floors were chosen on the tuning seeds of `npm run bench -- anchors`: the lowest that put nothing on
// wrong words, and then higher by about a tenth. The held-out seeds are what the bench reports.

/** Below this likeness the words are other words, wherever they stand. */
export const QUOTE_FLOOR = 0.5
/** A long passage, which tells more than this, has more to be known by: it must reach more. */
export const LONG_QUOTE = 8
export const LONG_QUOTE_FLOOR = 0.55
/** Between the words it stood between, and as long as it was, a passage needs no more likeness than this. */
export const QUOTE_FLOOR_IN_PLACE = 0.28
/** Of characters, which are fewer than words, more are the same by chance. */
export const CHARACTERS_FLOOR_IN_PLACE = 0.4
export const CHARACTERS_FLOOR = 0.62
export const CONTEXT_IN_PLACE = 0.6
/** So much of the text around, and nothing else needs to be looked for. */
export const CONTEXT_SURE = 0.7
/** The same words joined to so much of the same text on one side are the same place. */
export const SIDE_SURE = 0.85
/** Fewer words, which tell less than this, may stand beside them by chance. */
export const TELLING_JOINED = 1.6
/** Quote and context together must reach this. */
export const SCORE_FLOOR = 0.52
/** A passage that tells as much as this many rare words needs no context. */
export const TELLING_QUOTE = 5
/** Where its words changed, so much of the text around must be there for all that. */
export const CONTEXT_OF_CHANGED = 0.2
/** Below this likeness not even a proposal is made. */
export const PROPOSAL_FLOOR = 0.2
/** More than this share of words that stood elsewhere before, and the place is not one passage any more. */
export const MOST_FOREIGN = 0.03
/** Edges that may be elsewhere may hold this share of what the words tell. */
export const MOST_VAGUE = 0.33
export const MOST_VAGUE_CHARACTERS = 0.25
/** Fewer words, which tell less than this, must stand right beside a word they stood beside. */
export const SINGLE_WORD = 1.2
/** Over the end of a paragraph, or elsewhere than before, so much likeness is needed. */
export const QUOTE_FLOOR_APART = 0.68
export const QUOTE_FLOOR_APART_IN_PLACE = 0.6
/** Of so few words, tokens, when some were replaced, this likeness is needed where the words beside them are others too. */
export const FEW_WORDS = 3
export const FEW_CHARACTERS = 6
export const FEW_WORDS_FLOOR = 0.8
/** A passage of at most so many tokens that is less like itself than this is not the place when its very words stand elsewhere. */
export const SHORT = 8
export const UNLIKE_ITSELF = 0.75
/** Words that tell less stand in many places. */
export const TELLING_ELSEWHERE = 1
