import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { ArrowResetRegular } from '@fluentui/react-icons';
import { control } from '../api/control.ts';
import type { Words } from '../words.ts';

export function ResetButton({ words, onReset }: { words: Words; onReset: () => void }) {
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<ArrowResetRegular />} data-testid="reset">
          {words.reset}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.resetQuestion}</DialogTitle>
          <DialogContent>{words.resetText}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button
                appearance="primary"
                data-testid="reset-do"
                onClick={() => void control.reset().then(onReset, onReset)}
              >
                {words.resetDo}
              </Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button>{words.cancel}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
