import { byId } from '../../browser/element.ts';
import { showReady } from '../../browser/ready.ts';
import { leaveForHttps } from '../../browser/to-https.ts';
import { TrackPage } from './track-page.ts';

if (!leaveForHttps()) {
	new TrackPage(byId('track-form')).open();
	showReady();
}
