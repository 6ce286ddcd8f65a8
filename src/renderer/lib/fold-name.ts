/** A name without case and accents, so that `resume` finds `Résumé`. */
export const foldName = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
