import type { Context } from '../context'
import type { Source } from './contract'
import { findOwnSource } from './find-source'
import { presentSource } from './present-source'

/** An own source with its counts and its latest scan. @throws AppError unauthenticated, not_found */
export async function getSource(ctx: Context, id: string): Promise<Source> {
  return presentSource(ctx, await findOwnSource(ctx, id))
}
