import { useWords } from '../../app/words.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Section } from '../../ui/Page.tsx';
import { SIDE_NAME } from '../../ui/sides.tsx';
import type { StayedCopy } from './proof.ts';

/** More than this are in the saved proof alone. */
const SHOWN = 20;

/** Copies that had to stay, each with its time, where it is, and why: they are the person's to look after. */
export function StayedCopies({ stayed }: { readonly stayed: readonly StayedCopy[] }) {
  const { t, f } = useWords();
  if (stayed.length === 0) return null;
  const rows = stayed.slice(0, SHOWN).map(({ linkId, side, start, end, reason }) => ({
    key: linkId,
    label: `${f.day(start)}, ${f.range(start, end)}`,
    value: SIDE_NAME[side],
    reason: t(`proof.stayed.${reason}`),
  }));
  return (
    <Section title={t('proof.stayed', { n: stayed.length })}>
      <Facts facts={rows} />
      {stayed.length > SHOWN && <p>{t('proof.stayedMore', { n: stayed.length - SHOWN })}</p>}
    </Section>
  );
}
