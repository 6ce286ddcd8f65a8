/**
 * Words that say nothing about what a question is about, by language. They are in the index and are
 * found when they are all that is asked for; among other words they are left out of the query.
 */
const lists: Readonly<Record<string, string>> = {
  en: 'a an and are as at be been being but by can could did do does for from had has have he her his how i if in into is it its me my of on or our she should so such than that the their them then there these they this those to was we were what when where which while who whom whose why will with would you your',
  de: 'aber als am an auf aus bei bin bis da das dass dem den der des die dies diese dieser dieses durch ein eine einem einen einer eines er es für hat hatte ich ihr ihre im in ist kann mit nach nicht noch nur oder sein seine sich sie sind so über um und von vor war was welche welchem welchen welcher welches wenn wer werden wie wird wo wurde zu zum zur',
  fr: 'a au aux avec ce ces cette dans de des du elle en est et eu il ils je la le les leur lui mais ne nous on ont ou où par pas pour qu que quel quelle quelles quels qui sa se ses son sont sur un une vous y était',
  es: 'a al cómo como con cuál cuáles cuando cuándo cuánto de del dónde donde el ella en entre es ese esta este fue ha han la las le lo los más no o para pero por qué que quién quiénes se ser si sin sobre son su sus un una y ya',
  it: 'a ad al alla che chi come con cosa da dal dalla dei del della delle di dove e è ed era gli ha hanno i il in la le lo ma nel nella non o per più quale quali quando quanto si sono su sul sulla un una uno',
  pt: 'a ao aos as até com como da das de do dos e é ela ele em era foi há isso já mais mas na nas não no nos o onde os ou para pela pelo por qual quais quando que quem se sem ser seu sua são também um uma',
  nl: 'aan als bij dat de der deze die dit door een en er het hij hoe hun ik in is je kan maar met naar niet nog of om onder ook op over te tot uit van voor waar wanneer waren was wat welke werd wie wordt worden ze zijn',
  ro: 'a ai al ale a-și acest această aceste au avea ca care câte câți către ce cea cel cele cine cu cum când de deci din despre dintre după ei el ele este era eu fi fost iar în între la le lor lui mai nu o pe pentru prin s-a sa sau se sunt și un una unde unei unui',
  sv: 'att av de den det där du efter en ett finns från för han hade har hon hur i inte jag kan man med men mot när och om på sig sin som så till under ut var vad vem vid vilka vilken vilket än är',
  ru: 'а без был была были было быть в во вы где да для до его ее если есть же за и из или их к как какая какие каким какого какое какой каком кем когда кого кому кто ли между мы на над не него нее но о об он она они от по под при с сколько со так такой там то только у чего чем что чтобы эта эти это этот я',
  el: 'από αυτό για δεν είναι εκ ένα έναν ένας έχει έχουν η ήταν και κατά με μετά μια μία να ο οι όπως όταν ότι ποια ποιά ποιες ποιο ποιό ποιοι ποιος ποιός ποιον πόσα πόσες πόση πόσο πόσοι πότε που πού πριν προς πως πώς σε στα στη στην στις στο στον στους τα τη την της τι τις το τον του τους των υπό ως',
  tr: 'bir bu da daha de en ettiği gibi hangi hangisi için ile ise kaç kadar kim kimdir kime kimin mi mı mu mü ne nasıl ne nedir neden nerede nereye olan olarak oldu olduğu sonra ve veya ya',
  ar: 'أن أو أي إلى إن التي الذي الذين بين تم ثم ذلك على عن عند في قبل قد كان كانت كل كم كيف لا لم ما ماذا متى من مع منذ هذا هذه هل هو هي هم و',
  hi: 'इस इसके उनके उस उसके एक और कब कहाँ का कि किन किस किसके किसने किसे की के को कौन कौनसा कितना कितनी कितने क्या क्यों गई गए गया जब जो तक तो था थी थे द्वारा ने पर में यह या ये लिए वह वे से हुआ हुई है हैं हो होता',
  vi: 'ai bao bị bởi các cái cho có của cùng do đã đang đâu để đến đó được gì hay khi không là làm lúc mà mấy một nào này như những nhiêu ở ra rằng sau sẽ thì theo trên trong từ và vào về với'
}

let folded: Map<string, ReadonlySet<string>> | undefined

/**
 * Which of the (folded) words of a query can be left out: those of the list that has most of them,
 * English when several do; none when nothing else would remain.
 */
export function droppableWords(
  words: readonly string[],
  fold: (word: string) => string
): ReadonlySet<string> {
  folded ??= foldLists(fold)
  let best: ReadonlySet<string> = new Set()
  let most = 0
  for (const list of folded.values()) {
    const count = words.filter((word) => list.has(word)).length
    if (count > most) {
      most = count
      best = list
    }
  }
  return most < words.length ? best : new Set()
}

/** Whether a (folded) word says nothing in a language; never true for a language without a list. */
export function isStopWord(word: string, language: string, fold: (word: string) => string): boolean {
  folded ??= foldLists(fold)
  return folded.get(language)?.has(word) ?? false
}

function foldLists(fold: (word: string) => string): Map<string, ReadonlySet<string>> {
  return new Map(
    Object.entries(lists).map(([language, list]) => [language, new Set(list.split(' ').map(fold))])
  )
}
