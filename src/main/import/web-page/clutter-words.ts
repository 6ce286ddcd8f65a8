/** The words that sites everywhere use for what is not their article. Each is only asked about short pieces. */

/** A label over, or the beginning of, a pointer to other articles. */
const leadsElsewhere =
  /^\W*(?:(?:also read|read also|see also|must read|related|recommended|watch|more|read more)\s*[:：]|related (?:stories|articles|posts|content|topics|coverage|reading|news|links|videos)|you (?:may|might|could) (?:also )?(?:like|enjoy|be interested)|recommended (?:for you|stories|reading|articles)|more (?:great |top )?(?:\p{L}+ )?(?:stories|news|articles|on this story|from \p{L}+)|(?:latest|breaking|recent|popular|top|trending) (?:news|stories|articles|posts|videos|this week|now)|popular (?:this week|posts|now)|most (?:read|popular|viewed|shared)|trending\b|don[’']t miss\b|what to read next|up next\b|(?:à )?lire aussi|lesen sie auch|mehr zum thema|lea (?:también|además)|te puede interesar|leggi anche|читайте также|самые популярные|отзывы|lees ook|leia também|veja também|comments?(?: \(?\d+\)?)?$|leave a (?:comment|reply))/iu

/** The same in the languages whose papers we know less well; each is said over other articles and nowhere else. */
const leadsElsewhereAbroad = new RegExp(
  `^\\W*(?:${[
    'das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)|mehr (?:zu diesem thema|aus dem ressort)|ähnliche (?:artikel|beiträge)|weitere (?:artikel|beiträge)|auch interessant\\s*:|lesen sie (?:auch|mehr)',
    'vous aimerez (?:peut-être )?aussi|(?:à )?(?:lire|voir) (?:aussi|également)|articles? (?:similaires?|liés)|sur le même (?:sujet|thème)|dans la même rubrique',
    'también te puede (?:interesar|gustar)|quizás? te (?:interese|guste)|(?:notas|noticias|artículos|entradas|contenidos?) relacionad[ao]s?|le(?:e|a|er) (?:también|más)\\s*[:：]|más (?:noticias|sobre este tema)',
    'você (?:também )?(?:pode|vai) gostar|talvez você (?:goste|se interesse)|(?:notícias|artigos|posts|matérias|conteúdos?) relacionad[ao]s?|le(?:ia|r) (?:também|mais)\\s*[:：]?|mais lidas',
    '(?:ti )?potrebbe(?:ro)? (?:anche )?interessart?i|(?:articoli|notizie) correlat[ei]|(?:leggi|guarda) anche|i più letti',
    'lees (?:ook|meer)|gerelateerd(?:e artikelen)?|meer over dit onderwerp',
    'læs også|les også|läs (?:också|även|mer)|lue myös|czytaj (?:też|także|również)|zobacz (?:też|także)|čtěte (?:také|též)|mohlo by vás zajímat|olvassa el|citește și|ilgili haberler|baca juga|berita terkait|artikel terkait|xem thêm|tin liên quan|διαβάστε (?:επίσης|ακόμα)',
    'читайте (?:также|ещ[её])|смотрите также|(?:похожие|другие) (?:статьи|материалы|новости)|(?:материалы )?по теме\\s*[:：]?$|читайте на эту тему|читайте також',
    'اقرأ (?:أيض[اً]+|المزيد)|(?:مقالات|مواضيع|أخبار) (?:ذات صلة|مشابهة)|קראו (?:גם|עוד)|یہ بھی پڑھیں|यह भी पढ़ें|ये भी पढ़ें|आगे पढ़ें',
    '関連記事|あわせて読みたい|こちらもおすすめ|相关(?:阅读|新闻|文章|报道|推荐)|相關(?:閱讀|新聞|文章|報導)|延伸(?:閱讀|阅读)|推荐阅读|推薦閱讀|관련 ?(?:기사|뉴스)'
  ].join('|')})`,
  'iu'
)

/** Whether a short piece is a label over, or the beginning of, a pointer to other articles. */
export function leadsToOthers(text: string): boolean {
  return leadsElsewhere.test(text) || leadsElsewhereAbroad.test(text)
}

/** A request to sign up, pay, follow or share. */
const prompts = [
  /^\W*(?:sign(?:ing)? up\b|subscribe\b|get access to\b|join (?:us on|our|the (?:conversation|discussion))\b|follow (?:us|me|him|her|them|@?\w+) on\b|like us on\b|share (?:this|on|via)\b|like this (?:story|article)\?|click here to\b|download (?:the|our) .{0,30}app\b|support (?:us|our journalism)\b|write to .{2,60}@|listen to .{2,60}\blive\b)/iu,
  /\b(?:newsletters?|inbox)\b.{0,120}\b(?:sign up|subscribe|delivered|meet|here)\b|\b(?:sign up|subscribe|delivered|meet)\b.{0,120}\b(?:newsletters?|inbox)\b/iu,
  /(?:newsletters?|info-?letter|рассылк\p{L}+|ニュースレター|电子报|電子報).{0,120}(?:abonn|anmeld|inscri|suscr|iscriv|assin|cadastr|подпи|zapisz|prenumerer|tilmeld|aanmeld|registr|登録|購読|订阅|訂閱)|(?:abonn|anmeld|inscri|suscr|iscriv|assin|cadastr|подпи|zapisz|prenumerer|tilmeld|aanmeld|登録|購読|订阅|訂閱).{0,120}(?:newsletters?|info-?letter|рассылк\p{L}+|ニュースレター|电子报|電子報)/iu,
  /^\W*(?:il vous reste .{1,12}% de cet article|(?:la suite|cet article) est réservée? aux abonnés|dieser (?:artikel|text|inhalt) ist (?:nur|exklusiv) für abonnent|este (?:contenido|artículo) es (?:exclusivo|solo) para suscriptores|(?:questo )?contenuto riservato agli abbonati|(?:この記事は)?(?:有料会員|会員)限定|残り\d+文字)/iu,
  /^\W*(?:folgen sie uns|folgt? uns auf|suivez[- ]nous|retrouvez[- ]nous sur|síguenos|siga[- ]nos|seguici su|volg ons|подписывайтесь на|följ oss|følg os|śledź nas|takip edin)/iu,
  /\baffiliate\b.{0,80}\b(?:links?|commission|disclosure)\b|\b(?:commission|links?)\b.{0,80}\baffiliate\b/iu,
  /^\W*(?:advertisement|advertising|anzeige|publicité|publicidad|iklan|реклама|sponsored(?: content)?)\W*$/iu,
  /^\W*(?:story continues|article continues|continue reading|skip (?:to|advert|past)|after newsletter promotion|listen to this (?:story|article|episode)\b|loading\b|please enable|your browser does not|this (?:content|embed|video) (?:is|was|can)\b.{0,60}(?:imported|available|played)|(?:media|video|audio) playback is\b.{0,40}supported)/iu
]

/** Whether a short piece asks the reader to do something for the site. */
export function isPrompt(text: string): boolean {
  return text.length <= 300 && prompts.some((form) => form.test(text))
}

const offers =
  /^\W*(?:get (?:full |unlimited |instant )?access\b|get (?:\p{L}+ ){0,3}for (?:just|only|as little as)\b|subscribe\b|become an? (?:member|subscriber|supporter)\b|join (?:now|today|\p{L}+ (?:pro|plus|premium)\b)|try \p{L}+ (?:free|for free)\b|start (?:your|a) (?:free )?(?:trial|subscription)\b|unlock\b|upgrade (?:to|now|your)\b|abonnieren sie\b|jetzt (?:abonnieren|testen)\b|abonnez-vous\b|suscríbete\b|suscríbase\b|abbonati\b|assine\b)/iu
const terms = [
  /\b(?:subscri\w+|memberships?|premium|all[- ]access|paywall|abo\b|abonn\w+|suscripci\w+|abbonament\w+|assinatura)/iu,
  /(?:[$€£¥₹]|\b(?:rs\.?|usd|eur|inr|gbp)) ?\d|\d ?(?:[€£]|euros?\b|% off\b)|\bfree trial\b|\bdiscount\b/iu,
  /\b(?:use (?:the )?(?:promo )?code|promo code|first (?:\d+ )?(?:months?|year)|per (?:week|month|year)|cancel any ?time|limited[- ]time|special offer|as little as)\b/iu
]

/**
 * Whether a piece in the midst of a text sells the site itself: it tells the reader to subscribe and says on which
 * terms. An article about prices tells nobody to.
 */
export function isSubscriptionOffer(text: string): boolean {
  if (text.length > 800) return false
  if (/^\W*follow @\w+ on\b/iu.test(text)) return true
  const offer = offers.exec(text)?.[0]
  if (offer === undefined) return false
  const rest = text.slice(offer.length)
  return terms.filter((form) => form.test(rest)).length >= 2
}

const buttons = new Set(
  (
    'sign in|log in|login|register|subscribe|share|tweet|pin|pin it|email|e-mail|print|print article|order reprints|save|comment|comments|post comment|' +
    'add comment|reply|close|caption|next|previous|prev|menu|search|home|read more|show more|see more|view more|load more|more|text size|advertisement|' +
    'highlights|breaking news|latest news|copy link|link copied|follow|following|like|likes|play|pause|mute|replay|video|photos|gallery|view gallery|' +
    'share this|share article|share this article|share this story|top|back to top|go to top|listen|listen to article|loading content|добавить отзыв|' +
    'поделиться|teilen|drucken|partager|imprimer|compartir|imprimir|condividi|stampa|letture|' +
    'buy now|shop now|order now|add to cart|check price|view deal|see price|jetzt kaufen|acheter|download references|download citation|download pdf|' +
    'full size image|view larger image|jump to recipe|print recipe|シェアする|この記事をシェアする|この記事をシェア|ツイート|ツイートする|印刷|分享|分享到|转发|收藏|打印|' +
    '공유|공유하기|스크랩|인쇄|مشاركة|شارك|طباعة|اشترك|שתף|שתפו|הדפסה|اشتراک گذاری'
  ).split('|')
)
const networks =
  /^(?:facebook|twitter|x|whats ?app|telegram|pinterest|pint|linkedin|reddit|tumblr|e?-?mail|messenger|instagram|youtube|vk|ok|viber|line|weibo|wechat|flipboard|pocket|print|copy|link|share|tweet|sms|skype|baixar|google\+?|\+)$/i

/** Whether a short piece is a button, a counter, or a row of them. */
export function isInterface(text: string): boolean {
  if (text.length > 120) return false
  const clean = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+ -]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (buttons.has(clean.replace(/ \+$/u, ''))) return true
  if (/^(?:image|photo|picture|slide|page) \d+ (?:of|\/) ?\d+$/.test(clean)) return true
  if (/^\d+ (?:comments?|shares?|likes?|views?|min(?:ute)?s? read)$/.test(clean)) return true
  if (/^\d(?: \d)? (?:from|out of 5 from) \d+ (?:votes?|reviews?|ratings?)$/.test(clean)) return true
  if (
    /^(?:reading time|tempo de leitura|tiempo de lectura|lesezeit|temps de lecture|tempo di lettura|время (?:чтения|на прочтение))(?!\p{L})/u.test(
      clean
    )
  )
    return true
  const words = clean.split(' ')
  if (
    words.length >= 2 &&
    words.length <= 14 &&
    words.some((word) => networks.test(word)) &&
    words.every((word) => networks.test(word) || /^\d+$/.test(word))
  )
    return true
  // "Subscribe / Sign in": two buttons in a list. With a colon at its end a line announces what follows.
  for (let at = 1; at < words.length && words.length <= 8 && !/[:：]$/u.test(text); at += 1) {
    if (buttons.has(words.slice(0, at).join(' ')) && buttons.has(words.slice(at).join(' '))) return true
  }
  return false
}

/** A line that is nothing but the credit of a picture. */
export const pictureCredit =
  /^\W*(?:(?:image|photo|picture|photograph|credit|foto|crédit|crédito|bild|imagen|imagem|immagine|фото|صورة|写真|圖片|图片|사진)s?\s*(?:copyright|credits?|by|source|courtesy|[:：©]|\s)*[:：©]\s*|image copyright\b|photo(?:graph)? by\b|courtesy of\b|©\s*(?!\d{4}))\s*\S.{0,150}$/iu

/** A sentence with the credit of a picture in brackets at its end: a caption. */
export const trailCredit =
  /[([](?:(?:AP|AFP|EPA|Reuters|Getty|Photo|Image|Picture|Pic|Foto|Bild|Credit|Courtesy|File|Screenshot)\b|Фото(?!\p{L})|©)[^()[\]]{0,140}[)\]]\W*$/u

const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|août|déc|mär|okt|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|mei|maret|agu|des|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}*\\.?'
const dated = new RegExp(
  `\\b\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}\\b|\\b\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}\\b|\\b${month}\\s+\\d{1,2}(?:st|nd|rd|th)?\\b,?(?:\\s+\\d{4})?|\\b\\d{1,2}(?:st|nd|rd|th)?\\.?\\s+(?:de\\s+)?${month}(?:\\s+(?:de\\s+)?\\d{4})?|\\d{4}年\\d{1,2}月`,
  'giu'
)

/** Whether a line above a text only says when (and by whom) it was published. */
export function statesWhen(text: string): boolean {
  if (!/\d/.test(text) || text.length > 140 || /\p{Ll}{2,}[.!?]$/u.test(text)) return false
  const rest = text
    .replace(dated, ' ')
    .replace(/\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?/giu, ' ')
    .replace(
      /\b(?:first|last|published|posted|updated?|modified|created|original(?:ly)?|on|at|by|admin|am|pm|[A-Z]{2,4}|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|le|el|il|am|um|uhr|publié|publicado|pubblicato|veröffentlicht)\b/giu,
      ' '
    )
    .replace(/[\d\s.,:;|/()+·•–—-]+/gu, '')
  // What remains may be a name or a place, not a sentence.
  return text.match(dated) !== null && rest.length <= 25
}

/** What sites call that is not the text's, as words of a class or an id. */
const FURNITURE =
  'ads?|advert\\w*|promo\\w*|related|recirc\\w*|recommend\\w*|share|sharing|social|newsletter|subscri\\w*|sign-?up|comments?|author|bio|byline|teasers?|cards?|menu|nav|toolbar|banner|cta|more|next|prev\\w*|sponsor\\w*|footer'

/** Finds such a word in the names of a part. @param others what is no text's there, either; patterns */
export const furnitureNames = (...others: string[]): RegExp =>
  new RegExp(`(?:^|[\\s_-]|__)(?:${[FURNITURE, ...others].join('|')})(?:$|[\\s_-]|__)`, 'i')
