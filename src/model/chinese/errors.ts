/**
 * What the service answers when it refuses or fails, in Chinese: by its stable code, with the numbers and names that the
 * English words carry. A code without words here keeps its English.
 */
import { actorNames, stateNames } from './names.ts'

type Tell = (message: string) => string

/** The first of what the pattern captures, or nothing. */
const caught = (message: string, pattern: RegExp): string => pattern.exec(message)?.[1] ?? ''

const nameOf = (names: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(names, id) ? (names[id] ?? id) : id

const roleNames: Readonly<Record<string, string>> = {
  read: '阅读',
  review: '审查',
  admin: '管理',
  ingest: '读入',
  decide: '判定',
  share: '共享',
}
const statusNames: Readonly<Record<string, string>> = {
  proposed: '已提议',
  'in-force': '生效中',
  refused: '已拒绝',
  lifted: '已撤销',
  expired: '已到期',
  replaced: '已替换',
}
const partNames: Readonly<Record<string, string>> = {
  'live ingest': '实时读入',
  decisions: '判定',
  metrics: '指标',
  'an identity provider': '身份提供方',
}

/** What a value must be, as zod puts it. */
const issues: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/Too small: expected string to have >=(\d+) characters?/, least => `至少 ${least} 个字符`],
  [/Too big: expected string to have <=(\d+) characters?/, most => `至多 ${most} 个字符`],
  [/Too small: expected \w+ to be >=?\s?(\S+)/, least => `不得小于 ${least}`],
  [/Too big: expected \w+ to be <=?\s?(\S+)/, most => `不得大于 ${most}`],
  [/Invalid input: expected (?:number|int)\b/, () => '应为数字'],
  [/Invalid input: expected string\b/, () => '应为文字'],
  [/Invalid input: expected boolean\b/, () => '应为 true 或 false'],
  [/Invalid input: expected (?:object|record)\b/, () => '应为一组名称和值'],
  [/Invalid input: expected array\b/, () => '应为列表'],
  [
    /Invalid option: expected one of (.+)/s,
    (options = '') => `应为其中之一：${options.replaceAll('|', '、')}`,
  ],
  [/Unrecognized keys?: (.+)/s, keys => `没有这一项：${keys}`],
  [/Invalid ISO/, () => '应为时间，例如 2026-06-05T12:00:00Z'],
]

/** `hours: Too big: expected number to be <=336` */
function faultOf(message: string): string {
  const [, place = '', issue = message] = /^([\w.-]+): (.+)$/s.exec(message) ?? []
  const told = issues.flatMap(([form, tell]) => {
    const parts = form.exec(issue)
    return parts === null ? [] : [tell(...parts.slice(1))]
  })
  return `${place === '' || place === 'request' ? '' : `“${place}”：`}${told[0] ?? '内容不合要求'}`
}

const tooWide: Tell = message => {
  const [, touched, most] =
    /([\d.]+ %) of all exchanges are touched, more than ([\d.]+ %)/.exec(message) ?? []
  if (touched !== undefined) return `会涉及全部交互的 ${touched}，超过规则所定的 ${most}。`
  const [, held, bound] = /(\d+) accounts would be held, more than (\d+)/.exec(message) ?? []
  return held === undefined
    ? '涉及的范围超过规则所定的界限。'
    : `会涉及 ${held} 个账户，超过规则所定的 ${bound} 个。`
}

const campaignState: Tell = message => {
  if (/^the campaign was dismissed/.test(message)) return '该行动已被驳回：请先确认它。'
  const state = nameOf(stateNames, caught(message, /^the campaign is (\w+)/))
  return /nothing to release/.test(message)
    ? `该行动的状态是“${state}”：没有可以解除的。`
    : `该行动的状态是“${state}”：请先确认它，并写明理由。`
}

const errors: Readonly<Record<string, string | Tell>> = {
  'account/not-released': '该账户没有从此行动中解除。',
  'account/unknown': '从未见过这个账户。',
  'allow-list/unknown': '该对象不在许可名单上。',
  'allow-list/until': '截止时间必须在将来。',
  'appeal/answered': '这份申诉已经答复过了。',
  'appeal/no-answer': '拒绝申诉时，须给出持有人能读懂的答复。',
  'appeal/unknown': '没有这份申诉。',
  'audit/contended': '其他人正在同时操作：请再试一次。',
  'audit/detail-size': '这次操作的内容太长，审计日志无法记录。',
  'audit/request-reused': '这个请求编号已用于另一操作。请重新操作。',
  'audit/unreadable': message => `审计日志的第 ${caught(message, /entry (\S+)/)} 条已损坏。`,
  'auth/absent': '服务没有设置访问控制。',
  'auth/needed': '请先登录，或附上令牌（Authorization: Bearer）。',
  'auth/no-role': '你已登录，但在这里没有任何角色；请联系管理员。',
  'auth/provider': '身份提供方没有正常回应。',
  'auth/proxied': '此服务还没有设置凭证，而这个请求来自代理。请先用 stillwatch token add 添加令牌。',
  'auth/role': message => `此操作需要“${nameOf(roleNames, caught(message, /role (\S+)$/))}”角色。`,
  'auth/sign-in-expired': '这次登录不是从此处开始的，或者耗时过长。',
  'auth/sign-in-failed': '身份提供方没有确认这次登录。',
  'auth/too-fast': '请求过于频繁，请稍候。',
  'auth/wrong-token': '令牌不存在、已过期或已被收回。',
  'budget/unknown': '目前没有人受此额度限制。',
  'bug/unexpected': '服务出了问题；详情见其日志。',
  'calibration/no-person': '只有人才能更改承诺。',
  'campaign/no-run': '还没有检查过任何数据：请先运行 stillwatch detect。',
  'campaign/state': campaignState,
  'campaign/unknown': '最近一次检测中没有这个行动或群组。',
  'group/unknown': '最近一次检测中没有这个群组。',
  'containment/already-proposed': message =>
    `此行动已有一项提议（${caught(message, /^(\S+)/)}）：请先批准或拒绝它。`,
  'containment/approver': message =>
    `按规则，“${nameOf(actorNames, caught(message, /let no (\S+)/))}”不能批准。`,
  'containment/no-person': '只有人才能批准遏制。',
  'containment/nobody': '没有成员确定到可以采取这项措施。',
  'containment/not-proposed': message =>
    `这项遏制已不在提议阶段，而是“${nameOf(statusNames, caught(message, /is (\S+)$/))}”。`,
  'containment/rules': message => `界限不合要求。${faultOf(message)}。`,
  'containment/same-person': '必须由另一个人批准：同一个人的第二次同意不算数。',
  'containment/state': message =>
    `这项遏制的状态是“${nameOf(statusNames, caught(message, /is (\S+?),/))}”，不能这样做。`,
  'containment/too-honest': message => {
    const [, honest, most] = /([\d.]+ %) may be honest, more than ([\d.]+ %)/.exec(message) ?? []
    return honest === undefined
      ? '其中可能正常的账户超过规则所定的界限。'
      : `其中可能有 ${honest} 是正常账户，超过规则所定的 ${most}。`
  },
  'containment/too-long': message => {
    const [, hours, most] = /([\d.]+) hours are more than ([\d.]+)/.exec(message) ?? []
    return hours === undefined ? '时限超过规则所定的界限。' : `${hours} 小时超过规则所定的 ${most} 小时。`
  },
  'containment/too-wide': tooWide,
  'containment/unknown': '没有这项遏制。',
  'http/broken-body': '请求内容中断，或压缩方式与所写不符。',
  'http/encoding': 'Content-Encoding 只能是 gzip、zstd、deflate 或 identity。',
  'http/foreign-host': '此服务只回应本机（localhost）。',
  'http/foreign-origin': '其他网站不能在此写入。',
  'http/invalid': message => `请求不合要求。${faultOf(message)}。`,
  'http/nobody': '只有已知身份的人才能这样做。',
  'http/not-json': '请求内容不是 UTF-8 编码的 JSON。',
  'http/not-served': message =>
    `服务启动时没有开启这一部分：${nameOf(partNames, caught(message, /without (.+)$/))}。`,
  'http/stopping': '服务正在停止；请稍后再发送。',
  'http/too-large': message => `请求内容超过 ${caught(message, /than (\S+) bytes/)} 字节。`,
  'http/unknown-route': '没有这个地址。',
  'http/unreachable': '服务没有回应。请检查它是否在运行。',
  'ingest/empty': '内容中没有任何行。',
  'ingest/full': '等待存储的内容已占满内存；请稍后再发送。',
  'ingest/no-file': message => `没有这个文件或文件夹：${caught(message, /folder (.+)$/s)}`,
  'ingest/nothing-sound': message => `${caught(message, /none of (\S+)/)} 行中没有一行可以读入。`,
  'ingest/unknown-format': '内容不是任何已知的格式。',
  'ingest/unreadable': message => `${caught(message, /^(\S+)/)} 不完整或已损坏。`,
  'notice/none': '没有措施涉及这个账户。',
  'otlp/malformed': '内容不是 OTLP 导出。',
  'otlp/media-type': 'Content-Type 须为 application/x-protobuf 或 application/json。',
  'policy/evaluation': message => `无法询问一条规则：${caught(message, /asked: (.+)$/s)}`,
  'policy/invalid': message => `rules.cedar 无效：${caught(message, /^rules\.cedar (.+)$/s)}`,
  'policy/settings': message => `settings.json 无效：${faultOf(message.replace(/^settings\.json:? ?/, ''))}`,
  'policy/unreadable': '无法读取策略文件夹。',
  'probe/late': '它的第一个时段已经开始：请重新计划。',
  'probe/off': '规则不允许试验。',
  'probe/same-person': '试验须由计划者以外的人批准。',
  'probe/stopped': '这项试验已经停止。',
  'probe/too-long': message => `试验须从将来开始，最长 ${caught(message, /last (\S+) hours/)} 小时。`,
  'probe/too-slow': message => `一次调用最多可放慢 ${caught(message, /by (\S+) ms/)} 毫秒。`,
  'probe/too-wide': message => `可放慢的账户为 1 至 ${caught(message, /and (\S+) accounts/)} 个。`,
  'probe/underpowered': message =>
    `能看出效果的概率只有 ${caught(message, /probability (.+?) only/)}：需要更多配对、更长时段或更多账户。`,
  'probe/unknown': '没有这项试验。',
  'probe/unreviewed': message =>
    `该行动的状态是“${nameOf(stateNames, caught(message, /is (\w+):/))}”：只有确认过的行动才能试验。`,
  'report/busy': '另一份卷宗正在制作；请稍后再试。',
  'report/stopped': '卷宗尚未做完就被中止；请再试一次。',
  'report/thread': '制作卷宗时出了问题；详情见服务的日志。',
  'report/no-fonts': '缺少 PDF 所需的字体：请先构建程序。',
  'report/key-exposed': '签名密钥的文件可被他人读取：请收紧其权限。',
  'report/key-unusable': '签名密钥的文件中没有可用的密钥。',
  'report/key-unwritable': '无法生成签名密钥：数据文件夹不可写。',
  'store/absent': '还没有存储：请先运行 stillwatch ingest。',
  'store/access': '存储拒绝了这个用户、密码或数据库。',
  'store/bad-row': '有一行与其数据表不符。',
  'store/bad-value': '有一个值与其参数不符。',
  'store/busy': '存储同时处理的查询过多；请稍后再试。',
  'store/cancelled': '查询被取消。',
  'store/cannot-open': '无法打开嵌入式存储。',
  'store/database': '服务器上没有这个数据库。',
  'store/disk-full': '磁盘已满。',
  'store/file': '存储找不到文件。',
  'store/memory': '查询所需的内存超过限度。',
  'store/readonly': '存储以只读方式打开。',
  'store/schema-newer': '此存储由更新版本的 stillwatch 建立：请升级。',
  'store/schema-older': '此存储的结构较旧：请先运行一次 stillwatch ingest 或 detect。',
  'store/time': '不是时间。',
  'store/timeout': '查询耗时过长。',
  'store/too-many-rows': '查询要读取的行数过多。',
  'store/too-wide': '结果过大。',
  'store/unavailable': '存储没有回应，或在回答中途断开。',
}

/** Faults of the program itself: nobody but its makers can do anything with the particulars. */
const ours: readonly RegExp[] = [/^store\//, /^bug\//]

/**
 * @param code stable, such as `containment/same-person`
 * @param message the service's own words, from which numbers and names are taken
 * @returns undefined where there are no words for the code; the English then stands for itself
 */
export function errorInChinese(code: string, message: string): string | undefined {
  const own = Object.hasOwn(errors, code) ? errors[code] : undefined
  if (own !== undefined) return typeof own === 'string' ? own : own(message)
  return ours.some(form => form.test(code)) ? '服务的存储出了问题；详情见其日志。' : undefined
}
