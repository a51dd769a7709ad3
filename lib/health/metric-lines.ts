/** Values of a metric, by their labels. */
type Values = [labels: Record<string, string | number>, value: number][]

/**
 * A metric as Prometheus reads it (text format 0.0.4); nothing where it has no values.
 * @param help what it counts, as a sentence
 */
export function metricLines(name: string, type: 'gauge' | 'counter', help: string, values: Values | number): string {
  const each: Values = typeof values === 'number' ? [[{}, values]] : values
  if (each.length === 0) return ''
  const lines = each.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

function labelText(labels: Values[number][0]): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(String(value))}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
