import type { Side } from '../../../../shared/words.ts';

export interface WhySubject {
  readonly side: Side;
  readonly item: string;
}
