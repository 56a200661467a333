/** Machine words in Chinese, once for page and dossier: what detection names, not what a person typed. */
import type { Family, Finding } from '../finding.ts'
import type { Capability } from '../sketch.ts'

type Names<T extends string = string> = Readonly<Record<T, string>>

export const capabilityNames: Names<Capability> = {
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
}

export const familyNames: Names<Family> = {
  money: '资金',
  'sign-up': '注册',
  network: '网络',
  client: '客户端',
  content: '内容',
  timing: '时间',
  purpose: '目的',
  reaction: '反应',
}

/** Who innocent leaves traces of a family, where a signal brings no words of its own. */
export const familyInnocent: Names<Family> = {
  money: '家庭、代理机构和雇主会用同一支付工具为多个账户付款。',
  'sign-up': '课堂、产品发布和公司统一开通会同时产生许多账户。',
  network: '办公室、校园和移动运营商会把陌生人放在同一地址之后。',
  client: '流行的工具在每个人的机器上都一样。',
  content: '流行工具的提示词、作业或公开基准会被陌生人共用。',
  timing: '同事的作息相同，一次故障也会让所有人同步。',
  purpose: '研究者和重度开发者同样想要详细、有推理的回答。',
  reaction: '客户也会对限制作出反应，但各有各的时间。',
}

export const stateNames: Names<Finding['state']> = {
  new: '未审查',
  confirmed: '已确认',
  dismissed: '已驳回',
  contained: '已遏制',
  released: '已解除',
}

export const networkNames: Names = {
  residential: '家庭线路',
  mobile: '移动线路',
  hosting: '租用服务器',
  vpn: 'VPN',
  education: '校园',
  business: '企业',
  unknown: '未知',
}

export const sourceNames: Names = {
  accounts: '账户记录',
  addresses: '地址',
  networks: '网络归属',
  clients: '客户端指纹',
  content: '内容草图',
  tokens: '词元计数',
  conversations: '会话标识',
  money: '支付',
}

/** What people and the program did, as the audit log names it. */
export const actNames: Names = {
  'campaign/confirm': '确认行动',
  'campaign/dismiss': '驳回行动',
  'campaign/release': '解除行动',
  'campaign/comment': '评论',
  'campaign/assign': '分派',
  'campaign/reopen': '重新提出',
  'campaign/inherit': '沿用判断',
  'containment/propose': '提议遏制',
  'containment/approve': '批准遏制',
  'containment/refuse': '拒绝遏制',
  'containment/lift': '撤销遏制',
  'containment/extend': '遏制扩及新成员',
  'containment/expire': '遏制到期',
  'account/release': '解除账户',
  'account/recall': '收回解除',
  'allow/add': '加入许可名单',
  'allow/remove': '移出许可名单',
  'appeal/open': '提出申诉',
  'appeal/answer': '答复申诉',
  'rules/set': '改变规则',
  'calibration/apply': '改变承诺',
  'policy/set': '策略生效',
  'probe/plan': '提议试验',
  'probe/approve': '批准试验',
  'probe/stop': '停止试验',
  'share/publish': '向其他提供商公布',
  'token/add': '生成令牌',
  'token/expire': '更改令牌期限',
  'token/issue': '签发令牌',
  'token/revoke': '收回令牌',
}

export const actorNames: Names = {
  loopback: '本机',
  command: '命令行',
  system: '程序',
  person: '人',
  token: '令牌',
}
