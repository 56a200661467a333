/** Popular coding agents: one system prompt and tool set each, shared by thousands of strangers. */
import { pick, type Rng } from '../../rng.ts'
import { chance, randomExponential, randomLogNormal } from '../draw.ts'
import { clip, type Dialogue, makeSetup, message, type Setup, type Speaker } from '../speaker.ts'
import { makeRepository, type Repository, sayCode } from '../text/code.ts'

export interface Harness {
  readonly product: string
  readonly setup: Setup
  readonly tools: readonly string[]
}

function harness(
  product: string,
  system: string,
  tokens: number,
  tools: string,
  params: Record<string, unknown>,
): Harness {
  const specs = tools.split('|').map(line => {
    const [name = '', description = '', fields = ''] = line.split(':')
    return { name, description, fields: fields.split(',') }
  })
  return {
    product,
    setup: makeSetup({ system, tokens, tools: specs, params }),
    tools: specs.map(tool => tool.name),
  }
}

export const harnesses: readonly (readonly [Harness, number])[] = [
  [
    harness(
      'copperline-cli',
      'You are Copperline, an interactive command line tool that helps with software engineering. Use the tools to look before you edit. Be brief. Never commit unless asked.',
      14200,
      'Bash:Run a command:command,timeout|Read:Read a file:file_path,offset|Edit:Replace text in a file:file_path,old_string,new_string|Grep:Search file contents:pattern,path|Glob:Find files:pattern|TodoWrite:Keep a task list:todos',
      { max_tokens: 32000, stream: true, temperature: 1 },
    ),
    6,
  ],
  [
    harness(
      'tern-editor',
      'You are the pair programmer inside the Tern editor. The user sees your edits as a diff. Think about the whole workspace.',
      8600,
      'read_file:Read part of a file:path,start,end|apply_diff:Apply a unified diff:path,diff|run_terminal:Run in the terminal:command|codebase_search:Semantic search:query|list_dir:List a folder:path',
      { max_tokens: 16000, stream: true },
    ),
    4,
  ],
  [
    harness(
      'openhatch',
      'You are OpenHatch, an autonomous engineer working in a sandbox. Plan, act with one tool at a time, and finish with a summary.',
      5100,
      'execute_bash:Execute bash:command|str_replace_editor:View and edit files:command,path|browser:Open a page:url|finish:End the task:message',
      { max_tokens: 8192, temperature: 0 },
    ),
    2,
  ],
  [
    harness(
      'patchwork',
      'Act as an expert software developer. Always use best practices. Return SEARCH/REPLACE blocks only.',
      2300,
      'search_replace:Replace a block:file,search,replace|shell:Suggest a command:command',
      { max_tokens: 8000, stream: true, temperature: 0 },
    ),
    1,
  ],
]

/** Ten or so exchanges a task: the request, then tool results, now and then a word from the person. */
export function agentDialogue(
  rng: Rng,
  own: Harness,
  turns: number,
  task: string,
  repository?: Repository,
  pace = 16_000,
): Dialogue {
  let previous = sayCode('answer', rng, repository)
  let history = own.setup.tokens
  return {
    turns,
    setup: own.setup,
    gapMs: () => 2500 + randomExponential(rng, chance(rng, 0.12) ? pace * 12 : pace),
    turn(index) {
      const isLast = index === turns - 1
      const answer = sayCode('answer', rng, repository)
      const said = index > 0 && chance(rng, 0.18) ? sayCode('reply', rng, repository) : undefined
      const news =
        said === undefined
          ? message('tool', clip(sayCode('output', rng, repository), 240))
          : message('user', said)
      const messages =
        index === 0
          ? `[${message('user', task)}]`
          : `[${message('user', clip(task, 400))},${message('assistant', clip(previous, 100))},${news}]`
      const outputTokens = Math.max(8, Math.round(randomLogNormal(rng, 210, 0.9)))
      const inputTokens = history + 60
      history += outputTokens + Math.round(randomLogNormal(rng, 500, 1))
      previous = answer
      return {
        messages,
        answer,
        toolCall: isLast ? undefined : pick(rng, own.tools),
        stop: isLast ? 'end_turn' : 'tool_use',
        inputTokens,
        outputTokens,
      }
    },
  }
}

export function agentSpeaker(rng: Rng, own: Harness): Speaker {
  const repositories = Array.from({ length: 1 + Math.floor(rng() * 3) }, () => makeRepository(rng))
  const meanTurns = 5 + rng() * 6
  return {
    meanTurns,
    open(draw) {
      const repository = pick(draw, repositories)
      const turns = 1 + Math.round(randomExponential(draw, meanTurns - 1))
      return agentDialogue(draw, own, turns, sayCode('task', draw, repository), repository)
    },
  }
}
