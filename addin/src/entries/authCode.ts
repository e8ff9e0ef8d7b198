import { passCodeOn } from '../host/passCode.ts';

passCodeOn(window.location);
window.close();
