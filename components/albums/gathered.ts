/** Milliseconds in which news are gathered. */
const GATHER = 400

/**
 * Work that is done a moment after it is wanted, once for all that wanted it meanwhile, and never twice at a time.
 * @param work told whether anybody wanted the list, too
 */
export function gathered(work: (list: boolean) => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let list = false
  let again = false
  let over = false
  const run = async () => {
    timer = undefined
    const withList = list
    list = false
    busy = true
    await work(withList)
    busy = false
    if (again) soon(list)
  }
  const soon = (withList: boolean) => {
    list ||= withList
    again = busy
    if (!busy && !over) timer ??= setTimeout(run, GATHER)
  }
  const end = () => {
    over = true
    clearTimeout(timer)
  }
  return { soon, end }
}
