/**
 * What the holder of an account is told: what was done, when, why in the terms of use, what would clear it, how to
 * appeal. Deliberately absent: signals, probabilities, other accounts, the campaign, and anything two holders could
 * compare to learn that they were linked.
 */
import { sha256 } from '../audit/entry.ts'
import type { Measure } from '../model/decision.ts'

export const noticeLanguages = ['en', 'zh'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

export interface Notice {
  readonly language: NoticeLanguage
  readonly account: string
  readonly measure: Measure
  /** For the holder to quote. Differs for each account of one containment. */
  readonly reference: string
  /** RFC 3339. */
  readonly since: string
  readonly until: string
  readonly title: string
  readonly paragraphs: readonly string[]
}

export interface NoticeFacts {
  readonly account: string
  readonly containment: string
  readonly measure: Exclude<Measure, 'none' | 'watch'>
  /** Epoch milliseconds. */
  readonly since: number
  readonly until: number
  /** Where to appeal, as the rules say; empty: the provider's support. */
  readonly appealTo: string
}

/** Pure: the same facts always give the same text. Nobody is told that he is watched: nothing was done to him. */
export function notice(facts: NoticeFacts, language: NoticeLanguage): Notice {
  const { account, containment, measure } = facts
  const since = new Date(facts.since).toISOString()
  const until = new Date(facts.until).toISOString()
  const reference = referenceOf(containment, account)
  const words = texts[language]
  return {
    language,
    account,
    measure,
    reference,
    since,
    until,
    title: words.titles[measure],
    paragraphs: [
      words.what[measure](minute(since)),
      words.why,
      words.clear[measure],
      words.ends(minute(until)),
      words.appeal(facts.appealTo || words.support, reference),
    ],
  }
}

export const referenceOf = (containment: string, account: string): string =>
  `R-${sha256(JSON.stringify([containment, account]))
    .slice(0, 10)
    .toUpperCase()}`

const minute = (time: string): string => `${time.slice(0, 16).replace('T', ' ')} UTC`

interface Texts {
  readonly titles: Readonly<Record<NoticeFacts['measure'], string>>
  readonly what: Readonly<Record<NoticeFacts['measure'], (since: string) => string>>
  readonly why: string
  readonly clear: Readonly<Record<NoticeFacts['measure'], string>>
  readonly ends: (until: string) => string
  readonly appeal: (where: string, reference: string) => string
  readonly support: string
}

const identity = 'Confirming who uses the account, and that it is used under the terms, clears this.'
const identityZh = '确认账户的实际使用者,并确认其使用符合条款,即可解除。'

const texts: Readonly<Record<NoticeLanguage, Texts>> = {
  en: {
    titles: {
      limit: 'Your account is limited',
      withhold: 'Some features are unavailable for your account',
      verify: 'Please confirm who uses your account',
      suspend: 'Your account is suspended',
    },
    what: {
      limit: since => `Since ${since}, the rate at which your account may call the service is limited.`,
      withhold: since =>
        `Since ${since}, some features (such as detailed reasoning or the newest model) are not offered to your account. Everything else works as before.`,
      verify: since => `Since ${since}, calls from your account are paused until its user is confirmed.`,
      suspend: since => `Since ${since}, calls from your account are refused.`,
    },
    why: 'Reason: use of the account appears to fall under the part of the terms on using answers to build competing models, or on operating several accounts as one. This was decided by people, not by a program alone, and it can be wrong.',
    clear: {
      limit: `If you need a higher rate, tell us what you use the service for. ${identity}`,
      withhold: identity,
      verify: identity,
      suspend: `${identity} Nothing of yours has been deleted.`,
    },
    ends: until => `Unless it is renewed, this ends by itself at ${until}.`,
    appeal: (where, reference) =>
      `If you think this is a mistake, appeal to ${where} and quote ${reference}. A person reads every appeal and answers with reasons.`,
    support: 'our support',
  },
  zh: {
    titles: {
      limit: '您的账户已被限速',
      withhold: '您的账户暂时无法使用部分功能',
      verify: '请确认您账户的使用者',
      suspend: '您的账户已被暂停',
    },
    what: {
      limit: since => `自 ${since} 起,您的账户调用服务的速率受到限制。`,
      withhold: since =>
        `自 ${since} 起,部分功能(例如详细推理过程或最新模型)暂不向您的账户提供,其余功能不受影响。`,
      verify: since => `自 ${since} 起,您账户的调用已暂停,直至确认使用者身份。`,
      suspend: since => `自 ${since} 起,您账户的调用将被拒绝。`,
    },
    why: '原因:该账户的使用方式可能违反服务条款中关于“利用输出结果构建竞争模型”或“以多个账户作为同一主体运营”的规定。该决定由人员作出,并非仅由程序决定,也可能有误。',
    clear: {
      limit: `如需更高的速率,请告知您的使用用途。${identityZh}`,
      withhold: identityZh,
      verify: identityZh,
      suspend: `${identityZh}您的任何数据均未被删除。`,
    },
    ends: until => `如未续期,该措施将于 ${until} 自动结束。`,
    appeal: (where, reference) =>
      `如果您认为这是误判,请向${where}提出申诉,并注明编号 ${reference}。每一份申诉都由人员审阅,并附理由答复。`,
    support: '我们的客服',
  },
}
