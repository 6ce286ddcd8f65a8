const made = new Map<string, Intl.Segmenter>()

/**
 * What finds the borders of letters, words or sentences as a language has them, made once: making one takes longer than
 * most of what it is asked. An article's language is what an importer found: where that is empty or no valid tag, the
 * system's counts.
 */
export function segmenterOf(
  language: string,
  granularity: NonNullable<Intl.SegmenterOptions['granularity']>
): Intl.Segmenter {
  const key = `${granularity} ${language}`
  let known = made.get(key)
  if (!known) {
    try {
      known = new Intl.Segmenter(language || undefined, { granularity })
    } catch {
      known = new Intl.Segmenter(undefined, { granularity })
    }
    made.set(key, known)
  }
  return known
}
