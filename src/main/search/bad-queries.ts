/** What people (and tests, and the benchmark) type that no search should stumble over: a name, the query. */
export const badQueries: readonly (readonly [name: string, query: string])[] = [
  ['nothing', ''],
  ['spaces', '   \n\t '],
  ['punctuation', '!?.,;:()[]{}*&^%$#@~`|\\/'],
  ['ten million characters', 'river '.repeat(1_700_000)],
  ['five thousand words', Array.from({ length: 5000 }, (_, at) => `word${at}`).join(' ')],
  ['five hundred letters', 'a'.repeat(500)],
  ['many short words', 'ab '.repeat(166)],
  ['lone surrogates', '\ud800river\udc00 \ud83d'],
  ['bidi controls', '\u202eriver\u202c \u2066x\u2069'],
  ['a regular expression', '(a+)+$'],
  ['FTS syntax', 'river NEAR(town, 3) AND NOT "x* ^col: -'],
  ['SQL', `'; DROP TABLE docs; --`],
  ['prototype words', '__proto__ constructor toString hasOwnProperty'],
  ['operators without anything', 'tag: in: near: added: is: has: color: OR OR - -" -tag:'],
  ['broken operators', 'added:>99999-99-99 near:-1 in:nowhere is:is has:has color:#fff lang:%'],
  ['unbalanced quotes', '"""river" "slow'],
  ['NUL', 'river\0town'],
  ['ten megabytes of one letter', 'ж'.repeat(5_000_000)],
  [
    'every word of the language',
    'the of and to in a is that for it as was with be by on not he i this are or his from at '.repeat(5)
  ],
  ['beginnings of one letter', 'a b c d e f g h i j k l m n o p q r s t u v w x y z a'],
  ['beginnings of two letters in quotes', '"ch" "st" "pl" "qu" "tr" "gr" "ch'],
  [
    'words nobody wrote',
    'xqzvwk jqxzvkw wvqxjzk qqqqqqqq zzxxccvv kkjjhhgg vvbbnnmm wwxxyyzz qzxwcevr plokmijn'
  ],
  ['phrases of common words', '"of the" "in the" "to the" near:3 -"and the"'],
  ['one combining mark after another', `e${'\u0301'.repeat(400)}`],
  ['a wall of text without spaces', '政治经济社会文化'.repeat(60)],
  ['emoji and joiners', '👩\u200d👩\u200d👧\u200d👦 '.repeat(30)],
  ['nothing but OR', 'OR '.repeat(160)],
  ['a hundred exclusions', '-a -b -c -d '.repeat(40)]
]
