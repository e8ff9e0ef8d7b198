import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons';
import type { Company } from '../../../../shared/company.ts';
import { useWords } from '../../app/words.tsx';
import { OutlineCard } from '../../ui/Note.tsx';

const useStyles = makeStyles({
  found: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  zone: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

/** The company that these credentials belong to. */
export function FoundCompany({ company: { name, timeZone } }: { readonly company: Company }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <OutlineCard>
      <div className={styles.found}>
        <span>
          <span className={styles.name}>{name}</span>
          <span className={styles.zone}>{timeZone}</span>
        </span>
        <Badge appearance="tint" color="success" icon={<Checkmark16Regular />}>
          {t('admin.connect.owned')}
        </Badge>
      </div>
    </OutlineCard>
  );
}
