import { readEmail, readPhone } from '../../../content/facts/contact-forms.ts';
import type { Datum } from '../../../content/facts/datums.ts';
import { modeNames } from '../../../content/facts/names.ts';
import { parsePlace } from '../../../content/facts/read-place.ts';
import type { Body } from '../calls/answers.ts';

/** What the officer typed, by field. */
export type Typed = Record<string, string>;

/** A way in which a report can come beside the web. */
export const channels = [
	{ id: 'phone', name: '来电' },
	{ id: 'visit', name: '来访' },
	{ id: 'letter', name: '来信' },
	{ id: 'hotline', name: '12345 转办' },
];

export const modes = Object.entries(modeNames).map(([id, name]) => ({ id, name }));

export const datums: Array<{ id: Datum; name: string }> = [
	{ id: 'gcj02', name: '高德地图、腾讯地图、微信位置' },
	{ id: 'bd09', name: '百度地图' },
	{ id: 'wgs84', name: '卫星定位仪 WGS-84' },
	{ id: 'cgcs2000', name: '天地图、测绘成果 CGCS2000' },
];

/** What is missing or unreadable, by field, before anything is sent. */
export function wrongFields(typed: Typed): Record<string, string> {
	const wrong: Record<string, string> = {};
	const need = (field: string, sentence: string) => {
		if (!typed[field]?.trim()) wrong[field] = sentence;
	};
	need('channel', '请选择来源');
	need('category', '请选择举报事项');
	need('description', '请写明情况');
	need('mode', '请选择匿名、保密或实名');
	if (typed['mode'] && typed['mode'] !== 'anonymous') need('name', '请填写姓名；不愿留姓名的请选匿名');
	const [phone, email] = [readPhone(typed['phone'] ?? ''), readEmail(typed['email'] ?? '')];
	if (!phone.ok) wrong['phone'] = phone.sentence;
	if (!email.ok) wrong['email'] = email.sentence;
	const coordinates = typed['coordinates']?.trim();
	if (!coordinates) need('place', '请写明地点，例如村名和方位；或者填写坐标');
	if (coordinates) {
		const parsed = parsePlace(coordinates);
		if (!parsed.ok) wrong['coordinates'] = parsed.sentence;
		else if (!parsed.datum) need('datum', '请选择坐标从哪里来');
	}
	return wrong;
}

/** What was typed, under the names of the API, which reads it and says by field what is wrong with it. */
type Unread<Json> = Json extends object ? { [Field in keyof Json]?: Unread<Json[Field]> } : unknown;
export type EntryBody = Unread<Body<'POST /reports'>>;

/** The body of the call; nothing that was left empty. */
export function entryBody(typed: Typed): EntryBody {
	const text = (field: string) => typed[field]?.trim() || undefined;
	const anonymous = typed['mode'] === 'anonymous';
	return {
		channel: typed['channel'],
		...(typed['channel'] === 'hotline' && { sourceNumber: text('sourceNumber') }),
		category: typed['category'],
		description: text('description'),
		occurredOn: text('occurredOn'),
		location: locationOf(typed),
		reporter: {
			mode: typed['mode'],
			...(!anonymous && { name: text('name') }),
			phone: text('phone'),
			email: text('email'),
		},
		avoidCounty: typed['avoidCounty'] === 'yes',
	};
}

function locationOf(typed: Typed): EntryBody['location'] {
	const text = (field: string) => typed[field]?.trim() || undefined;
	const adcode = typed['adcode'] ? Number(typed['adcode']) : undefined;
	const parsed = parsePlace(typed['coordinates'] ?? '');
	if (!parsed.ok) return { adcode, town: text('town'), place: text('place') };
	// A report with a point has no field for the town: it stays in the words.
	const place = [text('town'), text('place')].filter(Boolean).join('，') || undefined;
	return { lat: parsed.lat, lon: parsed.lon, datum: parsed.datum ?? typed['datum'], adcode, place };
}

const fieldOfPath: Record<string, string> = {
	location: 'place',
	'location.lat': 'coordinates',
	'location.lon': 'coordinates',
	'location.datum': 'datum',
	'location.adcode': 'adcode',
	'location.town': 'town',
	'location.place': 'place',
	'reporter.mode': 'mode',
	'reporter.name': 'name',
	'reporter.phone': 'phone',
	'reporter.email': 'email',
};

/** The field of the form that an error of the API belongs to. */
export function fieldOf(path: string): string {
	return fieldOfPath[path] ?? path;
}
