/** The languages the rules for names, quotations' speakers, dates, figures and rare words are made for. */
export function isUnderstood(language: string): boolean {
  return language === '' || /^en\b/iu.test(language)
}
