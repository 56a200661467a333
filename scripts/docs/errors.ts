/** docs/reference/errors.md from every place in the source that makes an AppError. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { type ErrorKind, errorKinds } from '../../src/errors.ts'

interface Failure {
  kind: ErrorKind
  code: string
  message: string
  /** Where it is made, from the root on. */
  file: string
}

const isKind = (text: string): text is ErrorKind => Object.hasOwn(errorKinds, text)
const isCode = (text: string): boolean => /^[a-z<>.-]+\/[a-z<>-]+$/i.test(text)

/** Text of a literal; what is filled in at run time stands as `<name>`. */
function textOf(node: ts.Node | undefined, file: ts.SourceFile): string | undefined {
  if (node === undefined) return undefined
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    const slots = node.templateSpans.map(span => `<${slotName(span.expression, file)}>${span.literal.text}`)
    return node.head.text + slots.join('')
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return (textOf(node.left, file) ?? '<…>') + (textOf(node.right, file) ?? '<…>')
  if (ts.isConditionalExpression(node))
    return [textOf(node.whenTrue, file), textOf(node.whenFalse, file)].filter(Boolean).join(' / ')
  if (ts.isIdentifier(node)) return textOf(declared(node), file)
  return undefined
}

const slotName = (node: ts.Expression, file: ts.SourceFile): string =>
  ts.isIdentifier(node)
    ? node.text
    : ts.isPropertyAccessExpression(node)
      ? node.name.text
      : ts.isConditionalExpression(node)
        ? '…'
        : (/[A-Za-z]+/.exec(node.getText(file))?.[0] ?? '…')

/** What the nearest `const` of this name was set to. */
function declared(name: ts.Identifier): ts.Expression | undefined {
  for (let at: ts.Node = name; at.parent; at = at.parent) {
    if (!ts.isBlock(at.parent) && !ts.isSourceFile(at.parent)) continue
    for (const statement of at.parent.statements) {
      if (!ts.isVariableStatement(statement)) continue
      for (const one of statement.declarationList.declarations)
        if (ts.isIdentifier(one.name) && one.name.text === name.text) return one.initializer
    }
  }
  return undefined
}

function failuresIn(path: string): Failure[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: Failure[] = []
  const take = (parts: readonly ts.Expression[]): void => {
    const [kind, code, message] = parts.map(part => textOf(part, file))
    if (kind !== undefined && code !== undefined && isKind(kind) && isCode(code))
      found.push({ kind, code, message: message ?? '', file: path })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText(file) === 'AppError') take(node.arguments ?? [])
    // Tables of failures, such as the one of the engine's own numbers.
    if (ts.isArrayLiteralExpression(node) && node.elements.length === 3) take(node.elements)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Every failure that the source can make. */
export function failures(root: string): Failure[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ts$/.test(entry.name) && !/\.(test|contract)\.ts$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .sort()
  return files.flatMap(file => failuresIn(join(root, file)).map(one => ({ ...one, file })))
}

export function errorsPage(root: string): string {
  const byCode = new Map<string, { kind: ErrorKind; messages: Set<string> }>()
  for (const { kind, code, message } of failures(root)) {
    const held = byCode.get(code) ?? { kind, messages: new Set<string>() }
    if (message) held.messages.add(message.replaceAll('|', '\\|').replaceAll('<', '&lt;'))
    byCode.set(code, held)
  }
  byCode.set('bug/unexpected', {
    kind: 'bug',
    messages: new Set(['something that should not happen; please report it']),
  })
  const rows = [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { kind, messages }]) => `| \`${code}\` | ${kind} | ${[...messages].join(' · ')} |`)
  const kinds = Object.entries(errorKinds).map(
    ([kind, { http, exit, meaning }]) => `| ${kind} | ${meaning} | ${http} | ${exit} |`,
  )
  return `# Errors

A failure is one line on standard error, \`stillwatch: what happened (code)\`, and one object over HTTP,
\`{"code","message"}\`. The code is stable; the words are not. What happens to a single line of a log is no error: it is
counted, and kept in \`DATA/rejected/\` with its reason.

| kind | means | HTTP | exit |
|---|---|---|---|
${kinds.join('\n')}

| code | kind | says |
|---|---|---|
${rows.join('\n')}
`
}
