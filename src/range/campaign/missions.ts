/** What campaigns take: items of a work queue by mission, in English and Chinese. Compositions, so that none repeats. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import { sayCode } from '../text/code.ts'
import { makeGrammar } from '../text/grammar.ts'
import { type Language, languages } from '../text/languages.ts'

export const missions = [
  'software',
  'agentic',
  'long-horizon',
  'computer-use',
  'data-analysis',
  'reasoning',
  'grading',
  'tutoring',
  'probing',
] as const
export type Mission = (typeof missions)[number]

const goals = makeGrammar({
  place:
    'warehouse|clinic|harbour|school district|vineyard|call centre|observatory|recycling plant|theatre|ski resort|dairy farm|print shop|data centre|ferry line|seed bank|zoo|tax office|food bank|stadium|quarry|library',
  asset:
    'inventory|rota|ledger|permit file|sensor log|booking table|supplier list|incident queue|price sheet|maintenance plan|map layer|mailing list|contract folder|wiki|timetable',
  actor:
    'the night manager|a regional auditor|two interns|the procurement bot|a volunteer group|the on-call engineer|an outside agency|the union delegate|a new director',
  constraint: [
    'without exceeding {nn} credits',
    'before {n}:00 on day {d}',
    'while {actor} may change the {asset} at any time',
    'using at most {n} tool calls',
    'given that the {asset} has {nn} rows and {n} of them conflict',
    'so that a second agent can resume after a crash',
    'and undo everything if check {d} fails',
    'with read-only access to the {asset} until step {d}',
    'keeping the {asset} and the {asset} consistent',
  ],
  goal: [
    'reconcile the {asset} of a {place} with the {asset}, {constraint}',
    'migrate the {place} from a paper {asset} to an API, {constraint}',
    'find why the {asset} of the {place} lost {n} entries last night, {constraint}',
    'book {d} vendors for a {place}, {constraint}',
    'monitor the {asset} for {n} hours and escalate to {actor}, {constraint}',
    'prepare the {place} for an inspection of its {asset}, {constraint}',
    'negotiate with {actor} about the {asset} of a {place}, {constraint}',
    'close {n} open items in the {asset} of the {place}, {constraint}, {constraint}',
  ],
  observation: [
    'tool result: {asset} has {nn} rows, {n} stale, last change by {actor}',
    'error {nn}: the {asset} is locked by {actor}',
    'search returned {n} documents about the {place}; first: {asset}, second: {asset}',
    'ok, step {d} done in {dec} s, {n} left',
    'screen shows the {place} page with a form: {asset}, amount {nn}, submit',
    'the {asset} now differs from the {asset} in {n} places',
  ],
})

const screens = makeGrammar({
  app: 'a travel desk|an expense tool|a ticket board|a map editor|a shop admin|a mail client|a calendar|a photo tool|a payroll portal|a form builder|a code host|a bank page',
  widget:
    'button "{label} {n}"|field "{label}"|menu "{label}"|checkbox {n}|tab "{label}"|slider at {n}|row {nn}|dialog "{label}"|link "{label} {d}"',
  label:
    'Export|Assign|Archive|Refund|Filter|Merge|Publish|Approve|Duplicate|Share|Reset|Schedule|Compare|Attach',
  column: 'region|cohort|price|weight|channel|score|delay|rating|branch|volume|age|margin|visits|yield',
  screen: [
    'The screen {nn}x{nn} shows {app} with {widget}, {widget} and {widget}. Goal: {label} item {nn}, then {label} it. Give the next actions.',
    'In {app}, {widget} is greyed out and {widget} is open. Reach {widget} without leaving the page.',
    'Accessibility tree of {app}: {widget}; {widget}; {widget}; {widget}. Complete "{label} {nn}" in at most {n} clicks.',
  ],
  table: [
    'Table with columns {column}, {column}, {column} and {nn} rows; mean {column} {dec}, {n} missing. Find what drives {column} and write the code.',
    'Given {column}={dec},{dec},{dec},{dec} and {column}={n},{n},{n},{n}: is the difference between groups {d} and {n} real?',
    'Build a query over {column} by {column} for year {year}, then chart {column} against {column} and name {d} anomalies above {dec}.',
  ],
})

const problems = makeGrammar({
  thing:
    'tank|train|bag|queue|circuit|polygon|deck|lattice|tournament|bridge|colony|schedule|reservoir|code word|orbit|portfolio|network|staircase|mixture|ticket',
  thing2:
    'marble|passenger|valve|vertex|player|token|edge|clock|coin|bit|particle|share|step|lamp|prime|path',
  fact: [
    'a {thing} holds {nn} {thing2}s and loses {n} every {d} minutes',
    'each {thing2} is joined to exactly {d} others',
    'the probability that a {thing2} is faulty is {n}/{nn}',
    'no two adjacent {thing2}s may have the same colour out of {d}',
    'the sum of the first {n} {thing2}s equals {nn}',
    'x satisfies x^{d} + {n}x - {nn} = 0',
    'a second {thing} runs at {dec} times the speed',
    'every {d}th {thing2} is removed until {n} remain',
    'the integers a, b, c are below {nn} and a*b + c is divisible by {n}',
    'a {thing} of radius {dec} contains {n} {thing2}s',
  ],
  ask: 'how many {thing2}s are left after {n} rounds|what is the least possible number of {thing2}s|what is the expected waiting time|prove that at most {n} {thing2}s suffice or give a counterexample|find all solutions modulo {nn}|what is the probability that {d} {thing2}s meet|in how many ways can the {thing} be filled|which strategy wins',
  problem: [
    'Suppose {fact}. Moreover {fact}. Then {ask}?',
    '{fact}, and {fact}, while {fact}. The question: {ask}?',
    'Given: {fact}; {fact}. Required: {ask}.',
  ],
})

const chineseItems = makeGrammar({
  place: '仓库|医院|港口|学校|酒庄|呼叫中心|天文台|回收厂|剧院|滑雪场|农场|印刷厂|机房|轮渡|动物园|税务局',
  asset: '库存表|排班表|账本|许可文件|传感器日志|预订表|供应商名单|工单队列|报价单|维护计划|知识库',
  limit:
    '预算不超过{nn}|第{d}天{n}点之前完成|最多调用{n}次工具|第{d}步之前只读|失败时全部回滚|{asset}共有{nn}行且{n}行冲突',
  goal: '核对{place}的{asset}与{asset}，要求{limit}，并且{limit}|排查{place}的{asset}昨晚丢失{n}条记录的原因，{limit}|把{place}的{asset}迁移到接口，{limit}|监控{asset}{n}小时并上报，{limit}，{limit}|为{place}检查准备{asset}，{limit}',
  fact: '容器里有{nn}个球，每{d}分钟取走{n}个|每个点恰好与{d}个点相连|次品概率为{n}/{nn}|前{n}项之和等于{nn}|x满足x^{d}+{n}x-{nn}=0|相邻位置不能同色，共{d}种颜色|整数a,b小于{nn}且a*b能被{n}整除',
  problem:
    '已知{fact}，且{fact}，求{n}轮之后剩余的数量|设{fact}，同时{fact}，求所有解|若{fact}，又{fact}，证明至多需要{n}步或给出反例|{fact}；{fact}；求期望等待时间',
})

const candidate = (rng: Rng): string =>
  rng() < 0.5
    ? sayCode('answer', rng)
    : languages.en.say('answer', rng, { topic: goals.say('place', rng), topic2: '' })

/** The content of one item, without any framing. */
export function drawItem(rng: Rng, mission: Mission, language: Language): string {
  const isChinese = language === 'zh'
  switch (mission) {
    case 'software':
      return `${sayCode('task', rng)}${rng() < 0.6 ? `\n\`\`\`\n${sayCode('snippet', rng)}\n\`\`\`` : ''} ${sayCode('hint', rng)}`
    case 'agentic':
    case 'long-horizon':
      return isChinese ? chineseItems.say('goal', rng) : goals.say('goal', rng)
    case 'computer-use':
      return screens.say('screen', rng)
    case 'data-analysis':
      return screens.say('table', rng)
    case 'reasoning':
      return isChinese ? chineseItems.say('problem', rng) : problems.say('problem', rng)
    case 'grading': {
      const asked = isChinese
        ? chineseItems.say('problem', rng)
        : rng() < 0.5
          ? problems.say('problem', rng)
          : sayCode('task', rng)
      return `${asked}\n[A] ${candidate(rng)}\n[B] ${candidate(rng)} ${candidate(rng)}`
    }
    case 'tutoring': {
      const grammar = languages[language]
      const topic = { topic: grammar.say('topic', rng), topic2: grammar.say('topic', rng) }
      return `${grammar.say('ask', rng, topic)} ${grammar.say('detail', rng, topic)} ${grammar.say('detail', rng, topic)}`
    }
    case 'probing':
      return `a request about ${goals.say('asset', rng)} at a ${goals.say('place', rng)} (${randomInt(rng, 100, 9999)}): ${goals.say('goal', rng)}`
  }
}

/** What a tool or environment says in the middle of a rollout. */
export const drawObservation = (rng: Rng, mission: Mission): string =>
  mission === 'software' ? sayCode('output', rng) : goals.say('observation', rng)

export function drawAnswer(rng: Rng, mission: Mission, language: Language): string {
  if (mission === 'software') return `${sayCode('answer', rng)} ${sayCode('answer', rng)}`
  const grammar = languages[language]
  const topic = {
    topic: pick(rng, ['the goal', 'this case', 'the second fact', 'the constraint']),
    topic2: '',
  }
  return `${grammar.say('answer', rng, topic)} ${grammar.say('answer', rng, topic)} ${randomInt(rng, 2, 990)}.`
}
