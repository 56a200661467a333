/**
 * What detection stored as an English sentence, told in Chinese. A sentence is one of few forms with numbers and values in
 * it; each form stands here once. What no form fits is given back as undefined and stays English, marked as such.
 */
import { nameParts } from '../finding-name.ts'
import { shapeInWords } from '../value-words.ts'
import { capabilityNames, familyNames, sourceNames } from './names.ts'

type Form = readonly [RegExp, (...parts: string[]) => string]

const nameOf = (names: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(names, id) ? (names[id] ?? id) : id

/** How evidence names a value, as the signals' own `describe` writes it. */
const values: readonly Form[] = [
  [/^payment instrument (.*)$/s, value => `支付工具 ${value}`],
  [
    /^card range (\S+) (virtual|prepaid)$/,
    (value, kind) => `卡段 ${value}（${kind === 'virtual' ? '虚拟卡' : '预付卡'}）`,
  ],
  [/^card range (.*)$/s, value => `卡段 ${value}`],
  [/^near-duplicate messages (.*)$/s, value => `近似消息 ${value}`],
  [/^hourly residuals on component (.*)$/s, value => `第 ${value} 成分上的每小时残差`],
  [/^mail domain (.*)$/s, value => `邮箱域名 ${value}`],
  [
    /^mail shape (.*)$/s,
    (value = '') => {
      const words = shapeInWords(value, 'zh')
      return `邮箱地址形态 ${value}${words === undefined ? '' : `（${words}）`}`
    },
  ],
  [/^system prompt (.*)$/s, value => `系统提示词 ${value}`],
  [
    /^template (opening|closing) (.*)$/s,
    (part, value) => `${part === 'opening' ? '开头' : '结尾'}的消息模板 ${value}`,
  ],
  [/^template (.*)$/s, value => `消息模板 ${value}`],
  [/^tool set (.*)$/s, value => `工具集 ${value}`],
  [/^parameters (.*)$/s, value => `参数组合 ${value}`],
  [/^referral (.*)$/s, value => `推荐码 ${value}`],
  [/^device id (.*)$/s, value => `设备标识 ${value}`],
  [/^session (.*)$/s, value => `会话 ${value}`],
  [/^sign-up address (.*)$/s, value => `注册地址 ${value}`],
  [/^(?:sign-up day|opened on) (.*)$/s, value => `注册日 ${value}`],
  [/^sign-up (.*)$/s, value => `注册设备 ${value}`],
  [/^address (.*)$/s, value => `地址 ${value}`],
  [/^range (.*)$/s, value => `网段 ${value}`],
  [/^client (.*)$/s, value => `客户端 ${value}`],
  [/^a value that is withheld$/, () => '一个未公开的取值'],
]

const marks: Readonly<Record<string, string>> = {
  money: '资金',
  'sign-up device': '注册设备',
  'mail pattern': '邮箱形态',
}

const matched = (honest: string): string => `相匹配的正常账户为 ${honest}`

/** Sentences of evidence: values first, then measures, then circumstances. */
const evidence: readonly Form[] = [
  [
    /^(\d+) of (\d+) members agree on (.+); (\d+) of (\d+) other accounts have it$/s,
    (count = '', all = '', value = '', others = '', population = '') =>
      `${all} 个成员中有 ${count} 个共有${valueInChinese(value)}；其他 ${population} 个账户中有 ${others} 个`,
  ],
  [
    /^(.+): shared with (\d+) other members; (\d+) of (\d+) other accounts have it$/s,
    (value = '', inside = '', others = '', population = '') =>
      `${valueInChinese(value)}：与另外 ${inside} 个成员共有；其他 ${population} 个账户中有 ${others} 个`,
  ],
  [
    /^hour by hour, (\d+) members start, pause and stop together more than strangers do; each one's own rhythm and the days of most agreement are left out$/,
    members => `${members} 个成员逐小时同起同停，超过陌生人应有的程度；已除去各自的节律和最一致的日子`,
  ],
  [
    /^hour by hour it moves with the group of (\d+) once its own rhythm is divided out$/,
    members => `除去自身节律后，逐小时与 ${members} 个账户的群组同步`,
  ],
  [/^holds none of the values that most members share$/, () => '没有多数成员共有的任何取值'],
  [
    /^(\S+ %) pay by virtual or prepaid card; honest accounts: (\S+ %)$/,
    (own, honest) => `${own} 用虚拟卡或预付卡付款；正常账户为 ${honest}`,
  ],
  [
    /^stand-alone questions spread over capabilities \(entropy (\S+) nats\); matched honest accounts: (\S+)$/,
    (own, honest = '') => `独立提问分散在各种能力上（熵 ${own} 纳特）；${matched(honest)}`,
  ],
  [
    /^(\S+ %) of exchanges come from hosting or VPN networks; matched honest accounts: (\S+ %)$/,
    (own, honest = '') => `${own} 的交互来自租用服务器或 VPN；${matched(honest)}`,
  ],
  [
    /^answers are (\S+) times as long as usual for the model; matched honest accounts: (\S+)$/,
    (own, honest = '') => `回答长度是该模型常见长度的 ${own} 倍；${matched(honest)}`,
  ],
  [
    /^(\S+) address ranges an account and day; matched honest accounts: (\S+)$/,
    (own, honest = '') => `每账户每日 ${own} 个网段；${matched(honest)}`,
  ],
  [
    /^(\S+ %) of exchanges stand alone; matched honest accounts: (\S+ %)$/,
    (own, honest = '') => `${own} 的交互各自独立；${matched(honest)}`,
  ],
  [
    /^hours of the day used evenly \(entropy (\S+) of (\S+) nats\); matched honest accounts: (\S+)$/,
    (own, most, honest = '') => `一天各时段使用均匀（熵 ${own}，最大 ${most} 纳特）；${matched(honest)}`,
  ],
  [
    /^(\S+) exchanges an account and active day; honest accounts: (\S+)$/,
    (own, honest) => `每账户每活跃日 ${own} 次交互；正常账户为 ${honest}`,
  ],
  [
    /^(\S+ %) of exchanges ask for reasoning traces, grades or data-set rows; matched honest accounts: (\S+ %)$/,
    (own, honest = '') => `${own} 的交互索要推理过程、评分或数据集条目；${matched(honest)}`,
  ],
  [
    /^(\S+ %) of exchanges exercise capabilities with training value; matched honest accounts: (\S+ %)$/,
    (own, honest = '') => `${own} 的交互涉及具有训练价值的能力；${matched(honest)}`,
  ],
  [
    /^(\S+) % of (\d+) distinct questions were asked by more than one member; (\S+) % of askings repeat$/,
    (share, items, again) =>
      `${items} 个不同的问题中有 ${share} % 由一个以上的成员提出；${again} % 的提问是重复`,
  ],
  [
    /^of the typical member's questions (\S+) % were asked by another member too, and (\S+) % of its askings repeat its own; (\d+) questions in all$/,
    (shared, again, items) =>
      `典型成员的问题中有 ${shared} % 也由其他成员提出，其提问有 ${again} % 是自身的重复；合计 ${items} 个问题`,
  ],
  [
    /^(\d+) accounts act together(?: and nothing|( under a mail domain of their own), and nothing else) that can be checked says what they have in common: no organisation borne out, campus, contract or verified identity(?:; yet they agree in (.+))?$/s,
    (accounts, domain, agreed) =>
      `${accounts} 个账户一起行动，${domain === undefined ? '却没有任何可核实之处' : '除自有邮件域名外，没有任何可核实之处'}说明它们有何共同之处：没有得到佐证的组织、校园、合同或经核验的身份${
        agreed === undefined
          ? ''
          : `；但它们在${agreed
              .split(', ')
              .map(one => nameOf(marks, one))
              .join('、')}上一致`
      }`,
  ],
  [
    /^together given (\d+) answers of usual length without the largest fiftieth of members; (\d+) honest accounts are given as much, the largest of all (\d+)$/,
    (sum, larger, largest) =>
      `除去用量最大的五十分之一成员，合计获得相当于 ${sum} 个常规长度的回答；有 ${larger} 个正常账户达到此量，其中最大者为 ${largest} 个`,
  ],
  [
    /^members' daily volumes spread by a factor of (\S+); people's by about (\S+), a scheduler's by less than (\S+)$/,
    (own, people, scheduler) =>
      `成员的日用量相差 ${own} 倍；人之间约为 ${people} 倍，调度程序则小于 ${scheduler} 倍`,
  ],
  [/^(\S+) % of members openly belong to one organisation$/, share => `${share} % 的成员公开属于同一组织`],
  [
    /^(\S+) % of members openly belong to an organisation that others of them name too and that something bears out$/,
    share => `${share} % 的成员公开属于其他成员也填写、并有旁证的组织`,
  ],
  [/^(\S+) % of members work from a campus network$/, share => `${share} % 的成员从校园网络工作`],
  [
    /^(\S+) % of members work from a campus network or have a school's mail$/,
    share => `${share} % 的成员从校园网络工作或使用学校邮箱`,
  ],
  [/^(\S+) % of members have a verified identity$/, share => `${share} % 的成员身份经过核验`],
  [/^(\S+) % of members are billed by invoice$/, share => `${share} % 的成员按发票结算`],
]

/** Why a group was left alone. */
const reasons: readonly Form[] = [
  [
    /^Not enough speaks for one hand: strangers agree this much by chance\.$/,
    () => '同一操作者的证据不足：陌生人偶然也会有这样的一致。',
  ],
  [
    /^Enough for one honest group in (\d+), and not for the promised rate among the (\d+) groups that were asked\.$/,
    (once, asked) =>
      `证据达到每 ${once} 个诚实群组中至多一个的程度，但在所查的 ${asked} 个群组中未达到承诺的错误率。`,
  ],
  [
    /^Coordinated, but what it takes does not stand out from honest use\.$/,
    () => '相互协同，但其取走的内容与正常使用没有差别。',
  ],
  [
    /^Coordinated, but honest use explains it: (.+)\.$/s,
    (said = '') =>
      `相互协同，但可由正常使用解释：${said
        .split('; ')
        .reduce<string[]>((parts, part) => joined(parts, part), [])
        .map(one => told(evidence, one) ?? one)
        .join('；')}。`,
  ],
]

/** The sentences joined by `; ` may hold one themselves: a part that is no sentence belongs to the one before. */
function joined(parts: string[], part: string): string[] {
  const before = parts.at(-1)
  if (before !== undefined && told(evidence, before) === undefined)
    return [...parts.slice(0, -1), `${before}; ${part}`]
  return [...parts, part]
}

const origins: Readonly<Record<string, string>> = {
  'shared money': '共同的资金',
  'sign-up': '注册',
  network: '网络',
  'content and client': '内容与客户端',
  'a common controller’s hours': '同一控制者的作息',
  'members’ own evidence': '成员各自的证据',
}

export const aimsInChinese = (aims: readonly string[]): string =>
  aims.length === 0 ? '多种能力' : aims.map(one => nameOf(capabilityNames, one)).join('和')

export const linkedInChinese = (by: readonly string[]): string =>
  `由${by.map(one => nameOf(origins, one)).join('、')}关联`

/** What the service's own telling says of silent families, sources, explanations and limits. */
const telling: readonly Form[] = [
  [
    /^Known in part: (\S+), for (.+?) \((.+)\)\.$/,
    (source = '', share, note = '') =>
      `仅部分已知：${nameOf(sourceNames, source)}，占 ${share}（${told(telling, note) ?? note}）。`,
  ],
  [
    /^An account can belong to a campaign without its holder knowing: /,
    () => '账户可能在持有人不知情的情况下属于某次行动：密钥会被盗和转卖。成员身份是概率，不是对个人的判决。',
  ],
  [/^The operator is not named\. /, () => '不指认操作者。国家和网络只是背景，在任何数字中都没有权重。'],
  [
    /^Members that have hardly begun, and pools that share neither /,
    () => '刚刚开始的成员，以及既不共用队列、资金也不共用控制者的账户池，可能未包括在内。',
  ],
  [
    /^What was taken is known from sketches: /,
    () => '取走了什么只从草图得知：除非特意保存，提示词和回答不会留存，也无法读回。',
  ],
  [/^a value that is withheld$/, () => '取值未公开'],
  [/^looked, and found nothing that strangers do not share$/, () => '已查看，没有发现陌生人所不共有的东西'],
  [/^did not run: its data is not there$/, () => '没有运行：缺少数据'],
  [
    /^says nothing: (.+)$/,
    (known = '') =>
      `沉默：${known
        .split(', ')
        .map(one =>
          one.replace(
            /^(\S+) known for (.+)$/,
            (_, source, share) => `${nameOf(sourceNames, source)}仅已知 ${share}`,
          ),
        )
        .join('、')}`,
  ],
  [
    /^Accounts for none of what ties them together: (.+) stay open\.$/,
    (left = '') => `完全不能解释它们的联系：${opened(left)}仍无解释。`,
  ],
  [/^Leaves (.+) unexplained\.$/, (left = '') => `${opened(left)}仍无解释。`],
  [
    /^Would account for nearly all that ties them together, not for what they take\.$/,
    () => '几乎可以解释它们的全部联系，但不能解释取走的内容。',
  ],
  [
    /^Would account for nearly all of it\. A person should rule it out first\.$/,
    () => '几乎可以解释全部。应先由人排除。',
  ],
  [/^accounts with traffic that the account table knows$/, () => '有流量且账户表中有记录的账户'],
  [/^exchanges with a client address$/, () => '带有客户端地址的交互'],
  [/^exchanges whose network is known$/, () => '网络归属已知的交互'],
  [/^exchanges with TLS fingerprint or user agent$/, () => '带有 TLS 指纹或用户代理的交互'],
  [/^exchanges with a sketch of their text$/, () => '带有文本草图的交互'],
  [/^exchanges with token counts$/, () => '带有词元计数的交互'],
  [/^exchanges with a session id$/, () => '带有会话标识的交互'],
]

const measureNames: Readonly<Record<string, string>> = {
  watch: '观察',
  limit: '限流',
  withhold: '限供',
  verify: '核验',
  suspend: '暂停',
}

/** What waits for a person and why, as the service puts it. */
const review: readonly Form[] = [
  [
    /^named with confidence (above )?(\S+); in shadow, so that its effect can be seen$/,
    (above, confidence) =>
      `认定的置信度${above === undefined ? '为' : '高于'} ${confidence}；以影子模式运行，以便看到其效果`,
  ],
  [
    /^Approve: (\w+) (\S+?)( in shadow)? \((\d+) more persons?\)$/,
    (measure = '', campaign, shadow, persons) =>
      `批准：对 ${campaign} ${nameOf(measureNames, measure)}${shadow === undefined ? '' : '（影子模式）'}，还需 ${persons} 人`,
  ],
  [
    /^Ends within a day: (\w+) (\S+)$/,
    (measure = '', campaign) => `一天内到期：对 ${campaign} ${nameOf(measureNames, measure)}`,
  ],
  [
    /^Long enough in shadow: (\w+) (\S+)\?$/,
    (measure = '', campaign) => `影子模式已足够久：对 ${campaign} ${nameOf(measureNames, measure)}？`,
  ],
  [
    /^(Tighten|Loosen) the promise to (\S+)\? (.+)$/s,
    (way, share, because = '') =>
      `把承诺${way === 'Tighten' ? '收紧' : '放宽'}到 ${share}？${told(review, because) ?? because}`,
  ],
  [/^it holds more than (\d+) accounts$/, most => `涉及的账户超过 ${most} 个`],
  [/^it has not stood in shadow for (\d+) hours$/, hours => `在影子模式下还不到 ${hours} 小时`],
  [
    /^(\d+) of (\d+) named campaigns were dismissed, more than the promised share allows \((\S+ %) sure\)\.$/,
    (wrong, all, sure) => `认定的 ${all} 次行动中有 ${wrong} 次被驳回，超过承诺的比例（把握 ${sure}）。`,
  ],
  [
    /^(\d+) of (\d+) named campaigns were dismissed; that does not speak against the promise\.$/,
    (wrong, all) => `认定的 ${all} 次行动中有 ${wrong} 次被驳回；这与承诺并不矛盾。`,
  ],
  [
    /^(\d+) coordinated groups that were left alone are campaigns by your word, and (\d+) named ones hold\.$/,
    (missed, right) => `${missed} 个未予处置的协同群组被你们认定为行动，而认定的 ${right} 次成立。`,
  ],
  [/^Nothing that was named has been judged yet\.$/, () => '认定的行动还没有被判断过。'],
  [
    /^Only what somebody judged is counted\. Reviewers look at what was named first, and see the evidence when they judge\.$/,
    () => '只统计有人判断过的。审查者先看认定的行动，并在判断时看到证据。',
  ],
]

const opened = (left: string): string =>
  left
    .split(/, | and /)
    .map(one => (one === 'what they take' ? '取走的内容' : nameOf(familyNames, one)))
    .join('、')

function told(forms: readonly Form[], sentence: string): string | undefined {
  for (const [form, tell] of forms) {
    const parts = form.exec(sentence)
    if (parts !== null) return tell(...parts.slice(1))
  }
  return undefined
}

/** A shared value with the word for what it is: `mail domain example.org`; one of another form is left as it came. */
export const valueInChinese = (value: string): string => told(values, value) ?? value

/**
 * A stored sentence in Chinese: evidence, why a group was left alone, what the service tells.
 * @returns undefined where no form fits; the English then stands for itself
 * @example sentenceInChinese('98 % of members are billed by invoice') // '98 % 的成员按发票结算'
 */
export const sentenceInChinese = (sentence: string): string | undefined => {
  const small = sentence.charAt(0).toLowerCase() + sentence.slice(1)
  return told([...evidence, ...reasons, ...telling, ...review], sentence) ?? told(evidence, small)
}

/** The name detection gave a finding, in Chinese; undefined for a name of another form. */
export function nameInChinese(name: string): string | undefined {
  const parts = nameParts(name)
  return parts && `${aimsInChinese(parts.aims)}，${linkedInChinese(parts.linkedBy)}`
}
