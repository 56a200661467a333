/** What each signal is called, and the letter its shared values are labelled with: `tool set T3`. */
import type { Language } from '../../model/dossier.ts'
import { label } from '../words.ts'

interface SignalWords {
  /** One shared value: `tool set`. For a trait: what is measured. */
  readonly en: string
  readonly zh: string
  /** Of shared values only. */
  readonly prefix?: string
  /** How a trait's number is written. */
  readonly as?: 'percent' | 'decimal'
}

const signalWords: Readonly<Record<string, SignalWords>> = {
  'card-range': { en: 'card range', zh: '卡段', prefix: 'C' },
  'client-bundle': { en: 'client', zh: '客户端', prefix: 'L' },
  'mail-domain': { en: 'mail domain', zh: '邮箱域名', prefix: 'M' },
  'mail-shape': { en: 'shape of mail address', zh: '邮箱地址形态', prefix: 'H' },
  'near-duplicate': { en: 'family of near-equal messages', zh: '近似消息族', prefix: 'N' },
  'parameter-profile': { en: 'set of parameters', zh: '参数组合', prefix: 'P' },
  'referral-code': { en: 'referral', zh: '推荐码', prefix: 'R' },
  'shared-address': { en: 'address', zh: '地址', prefix: 'A' },
  'shared-device': { en: 'device', zh: '设备', prefix: 'D' },
  'shared-instrument': { en: 'payment instrument', zh: '支付工具', prefix: 'I' },
  'shared-prefix': { en: 'address range', zh: '地址段', prefix: 'G' },
  'shared-system-prompt': { en: 'system prompt', zh: '系统提示词', prefix: 'S' },
  'shared-template': { en: 'message template', zh: '消息模板', prefix: 'E' },
  'shared-toolset': { en: 'tool set', zh: '工具集', prefix: 'T' },
  'signup-address': { en: 'sign-up address', zh: '注册地址', prefix: 'U' },
  'signup-day': { en: 'sign-up day', zh: '注册日', prefix: 'Y' },
  'signup-device': { en: 'sign-up device', zh: '注册设备', prefix: 'V' },
  'travelling-session': { en: 'session seen under several accounts', zh: '跨账户会话', prefix: 'W' },
  'bought-payment': {
    en: 'accounts paid by prepaid or virtual card',
    zh: '用预付卡或虚拟卡付款的账户',
    as: 'percent',
  },
  'broad-harvest': {
    en: 'spread of stand-alone questions over capabilities (nats)',
    zh: '独立提问在各能力间的分散度（纳特）',
    as: 'decimal',
  },
  'hidden-network': {
    en: 'exchanges from rented servers or VPNs',
    zh: '来自租用服务器或 VPN 的交互',
    as: 'percent',
  },
  'long-output': {
    en: 'length of answers beside the model’s usual',
    zh: '回答长度与该模型常见长度之比',
    as: 'decimal',
  },
  'many-addresses': { en: 'address ranges an account and day', zh: '每账户每日的地址段数', as: 'decimal' },
  'one-shot': { en: 'exchanges that stand alone', zh: '独立的单次交互', as: 'percent' },
  'round-the-clock': {
    en: 'evenness over the hours of the day (nats)',
    zh: '一天各时段的均匀度（纳特）',
    as: 'decimal',
  },
  'steady-volume': {
    en: 'exchanges an account and active day',
    zh: '每账户每活跃日的交互次数',
    as: 'decimal',
  },
  'taking-style': {
    en: 'exchanges that ask for reasoning traces, grades or data-set rows',
    zh: '索要推理过程、评分或数据集条目的交互',
    as: 'percent',
  },
  'training-value': {
    en: 'exchanges that exercise capabilities with training value',
    zh: '涉及具有训练价值之能力的交互',
    as: 'percent',
  },
  'co-activity': { en: 'hours that move together', zh: '同步起伏的活动时间' },
  'pooled-volume': { en: 'volume together', zh: '合计用量' },
  'unrelated-on-paper': { en: 'unrelated on paper', zh: '书面上互不相干' },
  'work-queue': { en: 'a shared work queue', zh: '共用的工作队列' },
  'same-questions': { en: 'the same questions', zh: '相同的问题' },
  'even-load': { en: 'even load', zh: '均匀的负载' },
  'open-organisation': { en: 'an organisation named openly', zh: '公开写明的组织' },
  'open-campus': { en: 'a campus network', zh: '校园网络' },
  'open-verified': { en: 'verified identities', zh: '已核验的身份' },
  'open-invoice': { en: 'billed by invoice', zh: '按发票结算' },
}

export const signalIn = (language: Language, id: string): string => signalWords[id]?.[language] ?? label(id)

/** A signal without a letter of its own is labelled by its first one. */
export const prefixOf = (id: string): string => signalWords[id]?.prefix ?? id.charAt(0).toUpperCase()

export const writtenAs = (id: string): 'percent' | 'decimal' => signalWords[id]?.as ?? 'decimal'
