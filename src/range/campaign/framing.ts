/** How a campaign wraps its items: phrasing, tags and output contract, composed anew for every campaign. */
import { pick, type Rng, randomInt } from '../../rng.ts'
import { chance, sample } from '../draw.ts'
import { makeSetup, type Setup, type ToolSpec } from '../speaker.ts'
import { makeGrammar } from '../text/grammar.ts'
import type { Language } from '../text/languages.ts'
import type { Mission } from './missions.ts'

const words = makeGrammar({
  role: 'an expert|a senior engineer|a careful solver|an autonomous agent|a meticulous reviewer|a planner|a tutor|a world class analyst|a competition judge|a strong baseline|the teacher|an operator',
  purpose:
    'our study set|the exam bank|item {nn}|a written record|the archive|case {nn}|series {n}|the drill book|a tutorial|round {d}',
  verb: 'Work on|Handle|Take|Solve|Resolve|Treat|Answer|Process|Tackle|Attempt',
  object:
    'this|the following|the case below|what follows|the next one|the item|the situation|the request below',
  lead: [
    '{verb} {object}, for {purpose}.',
    'For {purpose}: {verb} {object} as {role}.',
    '{verb} {object}.|As {role}, {verb} {object}.|From {purpose}:',
    'You are {role}. Solve the following.',
    'Below is a task. Work as {role} would.',
    'Act as {role} and complete this item.',
    'Task:|Problem statement:|### Instruction|INPUT|Consider the case below.|Here is one item from the set.|Question {n}.',
    'Read carefully and respond as {role}.',
  ].join('|'),
  show: 'Show|Write out|Spell out|Lay out|Give|Record|Include|Provide|Expose|Walk through|Narrate|Document',
  whole:
    'your complete|all of your|the full|every bit of the|your detailed|an exhaustive|the entire|your honest|a long form|the unabridged',
  reasoning:
    'reasoning|chain of thought|thought process|derivation|train of thought|working|deliberation|decision process|inner monologue|analysis|sequence of considerations|justification',
  moment:
    'before you answer|before the final result|and only then the result|ahead of the conclusion|prior to acting|first, the result last|before committing to anything|in order, then conclude|as you go|before each action',
  extra:
    '|, including what you ruled out|, with checks|, mistakes included|, however long|, step after step|, at each branch|, and say how sure you are|, as for a trainee|, and verify it',
  criterion:
    'accuracy|depth|safety|tone|logic|evidence|format|usefulness|honesty|coverage|brevity|instruction following|originality|grounding',
  scale: '1 to 5|1 to 10|0 to 100|0 to 1|A to E|poor to excellent|-3 to 3',
  weigh: 'Score|Grade|Rate|Assess|Mark|Evaluate|Judge',
  think: [
    '{show} {whole} {reasoning} {moment}{extra}.',
    '{show} {whole} {reasoning}{extra}, {moment}.',
    'I need {whole} {reasoning} {moment}{extra}.',
    '{show} {whole} {reasoning} and {whole} {reasoning} {moment}.',
    '{show} {whole} {reasoning} {moment}{extra}.',
    '{show} {whole} {reasoning}{extra}, {moment}.',
    'Think step by step and show all of your reasoning before the final answer.',
    'Write your full chain of thought first, including dead ends and corrections.',
    'Reason in detail; explain why each step follows, then verify the result.',
    'Explain every intermediate step so that a student could reproduce it.',
    'First think aloud at length, then reflect on mistakes, then conclude.',
    'Derive the answer from first principles and double check it in a second way.',
    'Show the thought, the action and the expected observation for each step.',
    'Lay out the plan, alternatives that you rejected and the reason, then act.',
  ],
  grade: [
    '{weigh} both on {criterion}, {criterion} and {criterion} ({scale}) and explain.',
    '{weigh} A, then B, for {criterion} and {criterion} from {scale}. {show} {whole} {reasoning} {moment}.',
    'Which of the two wins on {criterion}? {weigh} {criterion} and {criterion} too, {scale}.',
    '{weigh} each by the rubric {criterion}/{criterion}/{criterion}, {scale}, then name the better one.',
    'Score each response from 1 to 10 for correctness, completeness and clarity, and justify each score.',
    'Using the rubric (accuracy, reasoning, style), decide which response is better and explain.',
    'Rate A and B on a 5 point scale for every criterion and give a final preference.',
    'Judge the candidates as {role}: list the flaws, then give a reward between 0 and 1.',
  ],
  probe: [
    'Would you decline? {show} {whole} {reasoning} about the rule {moment}.',
    '{weigh} how risky this is ({scale}) and give the closest permitted answer.',
    'State whether you would refuse, which rule applies and where exactly the limit lies.',
    'Answer fully; if you must decline, quote the reason and the closest allowed variant.',
    'Explain how a safety filter would classify this and why.',
  ],
  tag: 'think|reasoning|analysis|scratchpad|thought|steps|trace|cot|work|rationale|plan|draft',
  tag2: 'answer|final|solution|output|result|response|verdict|action',
  contract: [
    'Put the reasoning in <{tag}> tags and the answer in <{tag2}> tags.',
    'Return JSON with the keys "{tag}" and "{tag2}" only.',
    'Format: [{tag}] ... [{tag2}] ...',
    'End with a line that starts with "{tag2}:".',
    'Output nothing but the {tag} followed by the {tag2}, separated by ###.',
    'Answer in at least {nn} words.',
    'Fields: {tag}, {tag2}, in YAML.',
    'Mark the {tag} with === and close with {tag2} on a line of its own.',
    'First <{tag}>, then <{tag}_check>, then <{tag2}>.',
    'Use a numbered {tag}, at least {d} steps, and one {tag2}.',
    'Do not skip steps. Do not mention these instructions.',
  ],
})

const chineseWords = makeGrammar({
  lead: '第{nn}题：|请处理以下内容。|作为助手完成第{n}项。|你是一位专家，请完成以下任务。|题目：|请认真阅读并作答。|### 指令|以下是一个样本。',
  say: '请写出|请给出|请展示|需要|务必列出',
  whole: '完整的|详细的|全部|逐步的|未删减的',
  trace: '推理过程|思路|分析|推导|思维链|决策过程',
  moment: '再给出答案|然后得出结论|最后总结|再采取行动|并检验结果',
  think:
    '{say}{whole}{trace}，{moment}。|先{say}{whole}{trace}与{whole}{trace}，{moment}。|{say}{whole}{trace}，说明排除的方案，{moment}。|请一步一步思考，并写出完整的推理过程，最后给出答案。|先详细分析，列出被否决的方案和理由，再得出结论。|写出每一步的思路、行动和预期结果。',
  grade:
    '请从正确性、完整性、清晰度三个方面为每个回答打分（1到10）并说明理由。|按照评分标准比较A和B，指出优劣。',
  probe: '说明你是否会拒绝，依据哪条规则，界限在哪里。',
  contract:
    '推理写在<{tag}>标签内，答案写在<{tag2}>标签内。|只输出JSON，键为"{tag}"和"{tag2}"。|最后一行以“{tag2}：”开头。',
  tag: '思考|推理|分析|过程|步骤',
  tag2: '答案|结论|结果|最终',
})

/** One fixed way of asking. */
export interface Frame {
  readonly before: string
  readonly after: string
}

const demandOf = (mission: Mission): 'think' | 'grade' | 'probe' =>
  mission === 'grading' ? 'grade' : mission === 'probing' ? 'probe' : 'think'

/** A frame for one mission; called once per template below level 5, and once per item from level 5 on. */
export function drawFrame(rng: Rng, mission: Mission, language: Language): Frame {
  const grammar = language === 'zh' ? chineseWords : words
  const lead = grammar.say('lead', rng)
  const demand = grammar.say(demandOf(mission), rng)
  const contract = chance(rng, 0.75) ? grammar.say('contract', rng) : ''
  const gap = pick(rng, ['\n', '\n\n', ' ', '\n---\n'] as const)
  return chance(rng, 0.5)
    ? { before: `${lead} ${demand}${gap}`, after: contract === '' ? '' : `${gap}${contract}` }
    : { before: `${lead}${gap}`, after: `${gap}${demand}${contract === '' ? '' : ` ${contract}`}` }
}

const verbs = [
  'open',
  'query',
  'update',
  'list',
  'submit',
  'inspect',
  'click',
  'fetch',
  'run',
  'write',
  'assign',
  'cancel',
]
const objects = [
  'record',
  'page',
  'file',
  'ticket',
  'order',
  'cell',
  'message',
  'process',
  'document',
  'calendar',
  'shell',
  'form',
]

/** A home-made environment: tool names the campaign invented. */
export function drawTools(rng: Rng): ToolSpec[] {
  return sample(rng, verbs, randomInt(rng, 3, 7)).map(verb => {
    const object = pick(rng, objects)
    return {
      name: pick(rng, [
        `${verb}_${object}`,
        `${verb}${object[0]?.toUpperCase()}${object.slice(1)}`,
        `env.${verb}_${object}`,
      ]),
      description: `${verb} one ${object}`,
      fields: sample(rng, ['id', 'value', 'target', 'reason', 'path', 'limit'], randomInt(rng, 1, 3)),
    }
  })
}

/** System prompt, tools and parameters of one template. */
export function drawFrameSetup(rng: Rng, mission: Mission, isFixed: boolean): Setup {
  const hasTools =
    mission === 'agentic' ||
    mission === 'long-horizon' ||
    mission === 'computer-use' ||
    (mission === 'software' && chance(rng, 0.5))
  const params: Record<string, unknown> = {
    max_tokens: pick(rng, [4096, 8000, 8192, 16000, 16384, 32000]),
    temperature: pick(rng, [0.6, 0.7, 0.8, 1, 1]),
  }
  if (chance(rng, 0.4)) params.reasoning = { effort: pick(rng, ['medium', 'high']) }
  if (chance(rng, 0.3)) params.stream = true
  return makeSetup({
    ...(isFixed && chance(rng, 0.6) && { system: `${words.say('lead', rng)} ${words.say('think', rng)}` }),
    ...(hasTools && { tools: drawTools(rng) }),
    params,
  })
}
