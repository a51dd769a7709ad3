import ts from 'typescript'

const NAMERS = new Set(['it', 'test', 'describe'])

/** The names that a test file gives its tests and groups, as they are written: `%s` and `${…}` stay. */
export function testTitles(file: string, text: string): Set<string> {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const titles = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && NAMERS.has(rootOf(node.expression))) {
      const title = node.arguments[0] && textOf(node.arguments[0], source)
      if (title !== undefined) titles.add(title)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return titles
}

/** `it` of `it.each(…)`, `it.skipIf(…)` and the like. */
function rootOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression)) return rootOf(expression.expression)
  return ''
}

function textOf(node: ts.Node, source: ts.SourceFile): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  return ts.isTemplateExpression(node) ? node.getText(source).slice(1, -1) : undefined
}
