import { byId } from '../report/element.ts';
import { showReady } from '../report/ready.ts';
import { TrackPage } from './track-page.ts';

new TrackPage(byId('track-form')).open();
showReady();
