/** Public texts with labels of their own, read from a folder beside the checkout. Nothing of them is kept here. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Capability } from '../../src/model/sketch.ts'

export const dataFolder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

export interface LabelledText {
  readonly user: string
  readonly system: string
  readonly tools: number
  /** What the data set's own label says; other capabilities may hold as well. */
  readonly label?: Capability
}

export interface TextSet {
  readonly name: string
  readonly language: string
  /** Honest everyday use: style bits are false alarms here. */
  readonly honest: boolean
  /** Labels are complete over these: a text without one of them is a negative. */
  readonly judges: readonly Capability[]
  readonly texts: readonly LabelledText[]
}

/** Why the data cannot be read, or nothing. */
export function dataMissing(): string | undefined {
  if (!existsSync(dataFolder)) return `no data folder at ${dataFolder}`
  if (spawnSync('zstd', ['--version']).status !== 0) return 'no zstd command to unpack the data'
  return undefined
}

function read(path: string): string {
  const file = dataFolder + path
  if (!path.endsWith('.zst')) return readFileSync(file, 'utf8')
  return spawnSync('zstd', ['-dc', file], { maxBuffer: 1 << 30, encoding: 'utf8' }).stdout
}

const lines = <T>(path: string): T[] =>
  read(path)
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)

/** Every n-th, so that a sample needs no chance. */
function thin<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most)
  const out: T[] = []
  for (let at = 0; at < items.length && out.length < most; at += step) {
    const item = items[Math.floor(at)]
    if (item !== undefined) out.push(item)
  }
  return out
}

interface Instruction {
  readonly instruction: string
  readonly input?: string
}

const asked = (row: Instruction, label?: Capability): LabelledText => ({
  user: row.input ? `${row.instruction}\n${row.input}` : row.instruction,
  system: '',
  tools: 0,
  ...(label === undefined ? {} : { label }),
})

const plain = (user: string, label?: Capability, system = ''): LabelledText => ({
  user,
  system,
  tools: 0,
  ...(label === undefined ? {} : { label }),
})

/** Clusters of arena-hard by what their names say; the rest has no label. */
const clusterWords: readonly [RegExp, Capability][] = [
  [
    /Code|Coding|Python|Script|TypeScript|C\+\+|Rust|React|Django|Docker|Laravel|Flask|Kotlin|Kubernetes|Web (Dev|Scrap)|SQL|Swift|Symfony|Tailwind|Tkinter|Android|Linked List|HDL|HLSL|CUDA|Awk|Streamlit|Regex|WPF|Shiny|Roblox|PHP|Node\.js|Fibonacci Seq|Browser Ext|Discord Bot/,
    'software-engineering',
  ],
  [
    /Math|Algebra|Probability Dist|Dice Prob|Triangle Geometry|Real Analysis|Prime and Perfect|Square Root|Standard Dev|Train Time|Investment Growth Calc|Sample Size|Ticket Pricing|Circular Motion/,
    'mathematics',
  ],
  [/Translation/, 'translation'],
]

const clincLabels: Readonly<Record<string, Capability>> = {
  translate: 'translation',
  calculator: 'mathematics',
  measurement_conversion: 'mathematics',
  definition: 'question-answering',
  tell_joke: 'creative-writing',
  greeting: 'chat',
  goodbye: 'chat',
  thank_you: 'chat',
  what_is_your_name: 'chat',
  are_you_a_bot: 'chat',
}

const chineseFiles: Readonly<Record<string, Capability>> = {
  '整数加减法.json': 'mathematics',
  '翻译问题.json': 'translation',
  '名词解释类问题.json': 'question-answering',
  '学术问题.json': 'question-answering',
}

interface SeedTask extends Instruction {
  readonly is_classification: boolean
  readonly instances: readonly { input: string }[]
}

interface Dialogue {
  readonly turns: readonly { s: string; u: string }[]
}

function instructions(folder: string, file: string, most: number, label?: Capability): LabelledText[] {
  return thin(JSON.parse(read(`${folder}/${file}`)) as Instruction[], most).map(row => asked(row, label))
}

/** All sets, each at most `most` texts. */
export function labelledSets(most: number): TextSet[] {
  const clinc = JSON.parse(read('benign-clinc150/data/data_full.json.zst')) as Record<
    string,
    [string, string][]
  >
  const arena = lines<{ prompt: string; cluster: string }>('benign-arena-hard-a/question.jsonl')
  const dialogues = thin(lines<Dialogue>('benign-sgd-a/dialogues_train.jsonl.zst'), most / 4)
  const english = readdirSync(`${dataFolder}distil-alpaca-en`).find(name => name.includes('-0-3252-')) ?? ''
  const chinese =
    readdirSync(`${dataFolder}distil-alpaca-zh-human`).find(name => name.includes('-0-3252-')) ?? ''
  const coding: Capability[] = ['software-engineering']
  const sets: TextSet[] = [
    {
      name: 'clinc150 requests',
      language: 'en',
      honest: true,
      judges: ['translation', 'mathematics', 'software-engineering', 'summarization', 'classification'],
      texts: thin(Object.values(clinc).flat(), most).map(([text, intent]) =>
        plain(text, clincLabels[intent]),
      ),
    },
    {
      name: 'sgd user turns',
      language: 'en',
      honest: true,
      judges: ['software-engineering', 'mathematics', 'translation', 'summarization', 'classification'],
      texts: thin(
        dialogues.flatMap(row => row.turns.filter(turn => turn.s === 'U').map(turn => plain(turn.u))),
        most,
      ),
    },
    {
      name: 'arena-hard prompts',
      language: 'en',
      honest: true,
      judges: [],
      texts: arena.map(row =>
        plain(row.prompt, clusterWords.find(([words]) => words.test(row.cluster))?.[1]),
      ),
    },
    { name: 'awesome-prompts', language: 'en', honest: true, judges: [], texts: prompts() },
    {
      name: 'commit subjects',
      language: 'en',
      honest: true,
      judges: [],
      texts: thin(lines<{ subject: string; body: string }>('benign-commits-a/commits.jsonl.zst'), most).map(
        row => plain(`Write the change for this commit: ${row.subject}\n${row.body}`),
      ),
    },
    {
      name: 'swe-bench issues',
      language: 'en',
      honest: true,
      judges: coding,
      texts: (
        JSON.parse(read('agent-swe-agent/tests/test_data/data_sources/swe-bench-lite-test.json')) as {
          problem_statement: string
        }[]
      ).map(row => plain(row.problem_statement, 'software-engineering')),
    },
    ...traces(most),
    {
      name: 'bfcl questions, tools in the request',
      language: 'en',
      honest: true,
      judges: [],
      texts: functionCalls(),
    },
    {
      name: 'codealpaca',
      language: 'en',
      honest: false,
      judges: coding,
      texts: instructions('distil-codealpaca/data', 'code_alpaca_2k.json.zst', most, 'software-engineering'),
    },
    {
      name: 'the preamble of a generating client',
      language: 'en',
      honest: false,
      judges: [],
      texts: [plain(read('distil-alpaca-client/prompt.txt'), 'data-generation')],
    },
    {
      name: 'self-instruct seed tasks',
      language: 'en',
      honest: false,
      judges: ['classification'],
      texts: lines<SeedTask>('distil-alpaca-client/seed_tasks.jsonl').map(row =>
        asked(
          { instruction: row.instruction, input: row.instances[0]?.input ?? '' },
          row.is_classification ? 'classification' : undefined,
        ),
      ),
    },
    {
      name: 'alpaca, first part',
      language: 'en',
      honest: false,
      judges: [],
      texts: instructions('distil-alpaca-en', english, most),
    },
    {
      name: 'alpaca, first part',
      language: 'zh',
      honest: false,
      judges: [],
      texts: instructions('distil-alpaca-zh-human', chinese, most),
    },
    {
      name: 'Chinese files by topic',
      language: 'zh',
      honest: false,
      judges: ['mathematics', 'translation'],
      texts: Object.entries(chineseFiles).flatMap(([file, label]) =>
        instructions('distil-alpaca-zh-human', file, Math.min(most, 500), label),
      ),
    },
  ]
  return sets
}

function prompts(): LabelledText[] {
  const rows = csv(read('benign-awesome-prompts/prompts.csv.zst'))
  return rows
    .slice(1)
    .map(([, text, developers]) =>
      plain(text ?? '', developers === 'TRUE' ? 'software-engineering' : undefined),
    )
}

function traces(most: number): TextSet[] {
  return (['miniswe', 'taubench'] as const).map(name => ({
    name: name === 'miniswe' ? 'coding agent sessions' : 'customer-service agent sessions',
    language: 'en',
    honest: true,
    judges: name === 'miniswe' ? (['software-engineering'] as const) : [],
    texts: thin(lines<{ input: string }>(`trace-lmcache-agent-a/${name}.jsonl.zst`), most).map(row =>
      plain(row.input, name === 'miniswe' ? 'software-engineering' : undefined),
    ),
  }))
}

function functionCalls(): LabelledText[] {
  interface Case {
    readonly question: readonly (readonly { content: string }[])[]
    readonly function: readonly unknown[]
  }
  return lines<Case>('tools-bfcl-a/BFCL_v4_simple_python.json').map(row => ({
    user: row.question[0]?.at(-1)?.content ?? '',
    system: '',
    tools: row.function.length,
    label: 'agentic-tool-use',
  }))
}

function csv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)) {
    const cell = match[1] ?? ''
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (match[2] !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 1)
}
