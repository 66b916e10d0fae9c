import { byId } from '../../browser/element.ts';
import { showReady } from '../../browser/ready.ts';
import { TrackPage } from './track-page.ts';

new TrackPage(byId('track-form')).open();
showReady();
