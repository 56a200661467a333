/** Software work: repositories, tasks, snippets, errors, tool output. */
import { pick, type Rng } from '../../rng.ts'
import { type Bindings, makeGrammar } from './grammar.ts'

const words =
  'invoice|order|session|cart|ledger|tenant|webhook|payout|queue|cache|token|upload|report|metric|alert|ticket|booking|route|sensor|device|patient|lesson|grade|recipe|stock|basket|coupon|refund|trip|driver|match|player|score|playlist|article|comment|vote|feed|digest|snapshot|backup|tenant|role|policy|audit|shard|cursor|batch|stream|frame|pixel|mesh|shader|packet|socket|beacon|relay|parcel|depot|meter|tariff|claim|quote|lead|campaign|segment|survey|answer|profile|avatar|badge|thread|mention|calendar|slot|shift|roster|payroll|badge|vessel|crane|pallet|dock'
const verbs =
  'load|merge|split|parse|render|flush|retry|resolve|sync|rank|filter|encode|decode|validate|schedule|fetch|store|index|export|import|archive|restore|cancel|approve|reject|notify|throttle|paginate|normalize|hash|sign|verify|expand|collapse|prune|migrate'

export const code = makeGrammar({
  word: words,
  verb: verbs,
  func: '{verb}_{word}|{verb}{Word}|{verb}_{word}_{word}|get_{word}|{word}_{verb}|{verb}_{word}s|is_{word}_ready|handle_{word}_{verb}',
  Word: words
    .split('|')
    .map(word => word[0]?.toUpperCase() + word.slice(1))
    .join('|'),
  dir: 'src|lib|app|core|pkg/{word}|services/{word}|internal|api|cmd/{word}|modules/{word}',
  ext: 'py|ts|go|rs|java|kt|rb|cs|cpp|php|tsx|swift',
  file: '{dir}/{word}_{verb}.{ext}|{dir}/{word}/{verb}.{ext}|{dir}/{Word}{ext2}|tests/test_{word}.py|{dir}/{word}.{ext}',
  ext2: 'Service.java|Controller.ts|View.swift|Handler.go|Repository.kt',
  error: [
    "TypeError: '{word}' object is not callable",
    "KeyError: '{word}_id'",
    'panic: index out of range [{n}] with length {d}',
    "Cannot read properties of undefined (reading '{word}')",
    'deadlock detected while locking {word}s',
    'expected {n} {word}s, got {d}',
    'timeout after {nn} ms in {func}',
    'error[E0{nn}]: cannot borrow `{word}` as mutable',
    'NullPointerException at {Word}{ext2}:{nn}',
    'AssertionError: {dec} != {dec}',
    'duplicate key value violates unique constraint "{word}_{word}_key"',
    'ECONNREFUSED 10.0.{n}.{n}:{nn}',
  ],
  task: [
    'Fix the failing test in {file}: {error}',
    'Add a `{func}` function to {file} that {purpose}',
    'Refactor {file} so that {purpose}',
    '{func} returns the wrong {word} when there are more than {n} {word}s. {hint}',
    'Write unit tests for {func} in {file}',
    'Users report: "{error}". It comes from {file}. {hint}',
    'Rename {func} to {func} across the repo and update the docs',
    'Add pagination to the {word} endpoint, {n} per page',
    'The CI is red after the {word} change: {error}',
    'Port {file} to async, keep the public API',
    'Why is {func} slow with {nn} {word}s? profile it',
    'Make the {word} form accessible and add a {word} field',
    'Upgrade the {word} client to v{d} and fix what breaks',
    'Add a feature flag around {func}',
    'review my diff in {file}, mostly {func}',
    'Set up a migration that adds {word}_{word} to the {word}s table',
    'implement {word} {verb} with retries and a limit of {n}',
    'Delete dead code around {func} and {func}',
    'Docker build fails: {error}',
    'Explain how {file} and {file} interact, then propose where {func} belongs',
  ],
  purpose: [
    'it handles an empty {word}',
    '{word}s older than {n} days are skipped',
    'the {word} is computed once',
    'two {word}s can be merged',
    'errors are reported with the {word} id',
    'it no longer depends on the {word} module',
    'it works with time zones',
    'the {word} limit is configurable',
    'it streams instead of loading {nn} {word}s in memory',
  ],
  hint: [
    '||||||I think it is the {word} cache.',
    'Started on {weekday}.|Do not touch {file}.|Keep it small.|Use the existing {word} helper.|No new dependencies.|Only happens in production.|See {file}.|We are on v{d}.{n}.',
  ].join('|'),
  weekday: 'Monday|Tuesday|Wednesday|Thursday|Friday|the weekend',
  snippet: [
    'def {func}({word}, {word}_id):\n    rows = {func}({word}_id)\n    return [r for r in rows if r["{word}"] > {n}]',
    'export function {func}({word}: {Word}[]): number {\n  return {word}.filter(x => x.{word} > {n}).length\n}',
    'SELECT {word}_id, count(*) FROM {word}s WHERE {word} > {nn} GROUP BY {word}_id ORDER BY 2 DESC LIMIT {n};',
    'func {func}({word} *{Word}) error {\n\tif {word} == nil {\n\t\treturn err{Word}\n\t}\n\treturn {func}({word})\n}',
    'for ({Word} {word} : {word}s) {\n  if ({word}.get{Word}() == {n}) {func}({word});\n}',
    'impl {Word} {\n    pub fn {func}(&self) -> Option<{Word}> { self.{word}.get({n}).cloned() }\n}',
    'const {word} = await {func}(req.params.{word})\nif (!{word}) return res.status(404).send()',
  ],
  reply: [
    'yes go ahead',
    'run the tests again',
    '{hint} and {func} should {verb} the {word} first',
    'no, {func} {purpose}, not {func}',
    'I would rather {verb} the {word} in {file}',
    '{error} when I {verb} a {word}',
    'now {verb} the {word}s too, {purpose}',
    'what about {file}? {hint}',
    'see the log: {error}',
    'move {func} next to {func}, {purpose}',
    'the {word} reviewer wants {func} to {verb} {n} {word}s',
    'try without the {word} {verb}',
    'make it so that {purpose}',
    'keep {func} but {verb} the {word} lazily',
    'not quite, {func} should stay',
    'now do the same in {file}',
    'still failing: {error}',
    'looks good, commit it',
    'add a test for {n} {word}s',
    'undo the change in {file}',
    'why did you change {func}?',
    'use {word} instead of {word}',
    'ok and the docs',
    'simplify, too much code',
    'can you split {func} in two',
  ],
  output: [
    '{n} passed, {d} failed in {dec}s\nFAILED tests/test_{word}.py::test_{func} - {error}',
    '{snippet}',
    '{file}:{nn}: {func}({word})\n{file}:{n}: return {func}({word}, {d})',
    'total {nn}\n{file}\n{file}\n{file}',
    'ok {word} {dec}s\nok {word}/{word} {dec}s',
    '+ {func}({word})\n- {func}({word}, {n})',
    'exit code {d}: {error}',
    'Edited {file}, {n} lines changed',
  ],
  answer: [
    'The cause is in `{func}`: it assumes a {word}. I changed {file} and the tests pass.',
    'I will look at {file} first, then at {func}.',
    'Here is the change:\n```\n{snippet}\n```',
    'Done. {n} tests pass; `{func}` now {purpose}.',
    'There are {d} callers of {func}; I updated all of them.',
    'Reading {file}.',
    'The {word} limit was off by one. Fixed, and I added a test.',
    'You can avoid the {word} lookup:\n```\n{snippet}\n```\nThat keeps {func} unchanged.',
  ],
  question: [
    'My {word} service in {lang} has to {verb} {nn} {word}s per minute; {purpose}. How would you design {func}?',
    'Given a {word} with {n} {word}s, {verb} it so that {purpose}, in {lang}. {hint}',
    'Is {func} the right place to {verb} a {word} if {purpose}?\n```\n{snippet}\n```\n```\n{snippet}\n```',
    'Review this {lang}:\n```\n{snippet}\n{snippet}\n```\n{hint}',
    'Difference between {verb} and {verb} for a {word} queue in {lang}? {purpose}',
    '{lang}: {error}. {hint} I tried to {verb} the {word} and {func}.',
    'How do I {verb} a {word} in {lang}?',
    'What does this do?\n```\n{snippet}\n```',
    'I get "{error}" in {lang}. {hint}\n```\n{snippet}\n```',
    'Best way to {verb} {nn} {word}s in {lang} without blocking?',
    'Convert this to {lang}:\n```\n{snippet}\n```',
    'Regex for a {word} id like {nn}-{word}',
    'Is it ok to {verb} {word}s inside a transaction?',
    'Write a {lang} script that {verb}s every {word} older than {n} days',
  ],
  lang: 'Python|TypeScript|Go|Rust|Java|Kotlin|C#|PHP|Ruby|SQL|bash|Swift|Elixir|R',
})

/** A person's repository: a handful of names that keep coming back. */
export interface Repository {
  readonly bindings: readonly Bindings[]
}

export function makeRepository(rng: Rng): Repository {
  const bindings: Bindings[] = []
  const count = 3 + Math.floor(rng() * 6)
  const ext = code.say('ext', rng)
  for (let i = 0; i < count; i++) {
    const word = code.say('word', rng)
    bindings.push({
      file: `${code.say('dir', rng)}/${word}_${code.say('verb', rng)}.${ext}`,
      func: code.say('func', rng),
    })
  }
  return { bindings }
}

/** Text of a list; half the time about the repository's own files. */
export function sayCode(list: string, rng: Rng, repository?: Repository): string {
  return code.say(
    list,
    rng,
    repository !== undefined && rng() < 0.5 ? pick(rng, repository.bindings) : undefined,
  )
}
