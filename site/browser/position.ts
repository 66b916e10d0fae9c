/** The phone's position, or the sentence that says why there is none. */
export type PositionAnswer = { ok: true; lat: number; lon: number; accuracy: number } | { ok: false; sentence: string };

const refusals: Record<number, string> = {
	1: '没有获得定位许可。可以在手机设置里允许本浏览器定位，或改用其他方式说明地点。',
	2: '手机暂时测不出位置，请到空旷处再试，或改用其他方式说明地点。',
	3: '定位用时过长，请再试一次，或改用其他方式说明地点。',
};

/** Asks the phone once where it is. The browser asks the person for permission. */
export function askPosition(): Promise<PositionAnswer> {
	return new Promise((resolve) => {
		if (!navigator.geolocation || !window.isSecureContext) {
			resolve({ ok: false, sentence: '这个浏览器不能定位，请改用其他方式说明地点。' });
			return;
		}
		navigator.geolocation.getCurrentPosition(
			({ coords }) => resolve({ ok: true, lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
			({ code }) => resolve({ ok: false, sentence: refusals[code] ?? '没有取得位置，请改用其他方式说明地点。' }),
			{ enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
		);
	});
}
