import ts from 'typescript'

export interface Import {
  specifier: string
  /** Erased by the compiler: `import type`, or only types between the braces. */
  typeOnly: boolean
  /** import() or require() while running. */
  lazy: boolean
}

/** What the rules need to know of a source file. Line numbers from 1; 0 when it does not occur. */
export interface SourceFacts {
  imports: Import[]
  usesAny: number
  readsEnvironment: number
  serverAction: boolean
  /** The longest function over the limit. */
  longFunction?: { name: string; line: number; lines: number }
}

/** Lines that a function may have. */
export const MAX_FUNCTION_LINES = 60

/** Reads a source file's imports and the few constructs that the house forbids. */
export function importsOf(file: string, text: string): SourceFacts {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const facts: SourceFacts = { imports: [], usesAny: 0, readsEnvironment: 0, serverAction: false }
  const line = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    const found = importIn(node)
    if (found) facts.imports.push(found)
    if (node.kind === ts.SyntaxKind.AnyKeyword) facts.usesAny ||= line(node)
    if (/^(globalThis\.)?process(\.env|\['env'\])$/.test(memberIn(node))) {
      facts.readsEnvironment ||= line(node)
    }
    if (
      ts.isExpressionStatement(node) &&
      ts.isStringLiteral(node.expression) &&
      node.expression.text === 'use server'
    ) {
      facts.serverAction = true
    }
    const long = lengthOf(source, node)
    if (long && long.lines > Math.max(MAX_FUNCTION_LINES, facts.longFunction?.lines ?? 0)) facts.longFunction = long
    ts.forEachChild(node, visit)
  }
  visit(source)
  return facts
}

function memberIn(node: ts.Node): string {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.getText() : ''
}

function lengthOf(source: ts.SourceFile, node: ts.Node): SourceFacts['longFunction'] | undefined {
  const isFunction =
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  if (!isFunction) return undefined
  const at = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1
  const [line, end] = [at(node.getStart()), at(node.getEnd())]
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
  return { name: named?.getText() ?? 'a function', line, lines: end - line + 1 }
}

function importIn(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isErased(node.importClause), lazy: false }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, lazy: false }
  }
  if (ts.isCallExpression(node) && isLoading(node.expression)) {
    const [first] = node.arguments
    if (first && ts.isStringLiteralLike(first)) return { specifier: first.text, typeOnly: false, lazy: true }
  }
  if (ts.isExternalModuleReference(node) && ts.isStringLiteral(node.expression)) {
    return { specifier: node.expression.text, typeOnly: false, lazy: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true, lazy: false }
  }
  return undefined
}

/** import() and require(). */
function isLoading(called: ts.Expression): boolean {
  return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((e) => e.isTypeOnly)
  )
}
