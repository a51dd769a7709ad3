import type { Context } from '../../context/context'
import type { Source } from '../ground/contract'
import { findOwnSource } from '../ground/find-source'
import { presentSource } from './present-source'

/** An own source with its counts and its latest scan. @throws AppError unauthenticated, not_found */
export async function getSource(ctx: Context, id: string): Promise<Source> {
  return presentSource(ctx, await findOwnSource(ctx, id))
}
