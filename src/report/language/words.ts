/** Names of things in each language: capabilities, families, kinds of network, likelihoods. */
import type { Language, Likelihood } from '../../model/dossier.ts'
import type { Family } from '../../model/finding.ts'
import { familyWords } from '../families.ts'
import { label } from '../words.ts'

const chinese: Readonly<Record<string, string>> = {
  'agentic-tool-use': '智能体工具使用',
  'software-engineering': '软件工程',
  mathematics: '数学',
  reasoning: '推理',
  'data-generation': '数据生成',
  translation: '翻译',
  summarization: '摘要',
  classification: '分类',
  extraction: '信息抽取',
  'creative-writing': '创意写作',
  'question-answering': '问答',
  chat: '闲聊',
  'data-analysis': '数据分析',
  'computer-use': '计算机操作',
  money: '资金',
  'sign-up': '注册',
  network: '网络',
  client: '客户端',
  content: '内容',
  timing: '时间',
  purpose: '目的',
  reaction: '反应',
  residential: '家庭线路',
  mobile: '移动线路',
  hosting: '租用服务器',
  vpn: 'VPN',
  education: '校园',
  business: '企业',
  unknown: '未知',
  accounts: '账户记录',
  addresses: '地址',
  networks: '网络归属',
  clients: '客户端指纹',
  tokens: '词元计数',
  conversations: '会话标识',
  new: '新',
  confirmed: '已确认',
  dismissed: '已驳回',
  contained: '已遏制',
  released: '已解除',
  low: '低',
  moderate: '中',
  high: '高',
}

/** A name of ours in the language of the dossier; a name that came with the data stays as it is. */
export const wordIn = (language: Language, id: string): string =>
  language === 'zh' ? (chinese[id] ?? id) : id === 'sign-up' ? id : label(id)

const likelihoodWords: Record<Language, Record<Likelihood, string>> = {
  en: {
    'almost-no-chance': 'with almost no chance',
    'very-unlikely': 'very unlikely',
    unlikely: 'unlikely',
    'roughly-even': 'with roughly even chance',
    likely: 'likely',
    'very-likely': 'very likely',
    'almost-certain': 'almost certainly',
  },
  zh: {
    'almost-no-chance': '几乎不可能',
    'very-unlikely': '很不可能',
    unlikely: '不大可能',
    'roughly-even': '可能性约为一半',
    likely: '可能',
    'very-likely': '很可能',
    'almost-certain': '几乎肯定',
  },
}

export const likelihoodIn = (language: Language, term: Likelihood): string => likelihoodWords[language][term]

/** ICD 203, section D.6.e(2)(a): lower bounds of the terms, the most likely first. */
const bounds: readonly (readonly [number, Likelihood])[] = [
  [0.95, 'almost-certain'],
  [0.8, 'very-likely'],
  [0.55, 'likely'],
  [0.45, 'roughly-even'],
  [0.2, 'unlikely'],
  [0.05, 'very-unlikely'],
]

export const likelihoodOf = (probability: number): Likelihood =>
  bounds.find(([least]) => probability >= least)?.[1] ?? 'almost-no-chance'

const innocentChinese: Record<Family, string> = {
  money: '家庭、代理机构和雇主会用同一支付工具为多个账户付款。',
  'sign-up': '课堂、产品发布和公司统一开通会同时产生许多账户。',
  network: '办公室、校园和移动运营商会把陌生人放在同一地址之后。',
  client: '流行的工具在每个人的机器上都一样。',
  content: '流行工具的提示词、作业或公开基准会被陌生人共用。',
  timing: '同事的作息相同，一次故障也会让所有人同步。',
  purpose: '研究者和重度开发者同样想要详细、有推理的回答。',
  reaction: '客户也会对限制作出反应，但各有各的时间。',
}

/** Who else leaves the trace. The catalogue's own words are English; in Chinese its family's stand for them. */
export const innocentIn = (language: Language, family: Family, own: string | undefined): string =>
  language === 'zh' ? innocentChinese[family] : (own ?? familyWords[family].innocent)
