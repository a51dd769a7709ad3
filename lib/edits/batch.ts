import type { Database } from '@/db/client'
import type { Context } from '../context/context'
import type { BatchReply } from '../photos/batch-contract'

class DryRun extends Error {
  constructor(readonly reply: BatchReply) {
    super('dry run')
  }
}

/** Nothing is changed, so nothing can be taken back. */
function withoutUndo({ undo: _, ...reply }: BatchReply): BatchReply {
  return reply
}

/** Runs a change of many photos in one transaction; a dry run does all of it and takes it back. */
export async function runBatch(
  ctx: Context,
  dryRun: boolean | undefined,
  change: (tx: Database) => Promise<BatchReply>,
): Promise<BatchReply> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const reply = await change(tx)
      if (dryRun) throw new DryRun(withoutUndo(reply))
      return reply
    })
  } catch (error) {
    if (error instanceof DryRun) return error.reply
    throw error
  }
}
