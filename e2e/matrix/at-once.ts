const AT_ONCE = 6

/** Does something with each of many, some at once. @throws what the first that failed threw */
export async function eachOf<T>(many: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...many]
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** Many in groups of as many as are done at once. */
export function groupsOf<T>(many: readonly T[], atOnce = AT_ONCE): T[][] {
  return Array.from({ length: Math.ceil(many.length / atOnce) }, (_, group) =>
    many.slice(group * atOnce, (group + 1) * atOnce),
  )
}
