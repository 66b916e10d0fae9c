import { byId } from '../element.ts';

interface HcaptchaApi {
	render(container: HTMLElement, options: Record<string, unknown>): string;
	reset(widget: string): void;
}

declare global {
	interface Window {
		hcaptcha?: HcaptchaApi;
	}
}

// Loaded only when the operator has chosen this provider: by default the page asks no other host for anything.
const address = 'https://js.hcaptcha.com/1/api.js?render=explicit&recaptchacompat=off&hl=zh-CN';

let widget: string | undefined;
let settle: { resolve(token: string): void; reject(error: Error): void; expire(): void } | undefined;

/** Shows hCaptcha and gives the token once the reporter has passed it; `expire` is called when it has run out. */
export async function hcaptchaToken(sitekey: string, expire: () => void): Promise<string> {
	const api = window.hcaptcha ?? (await load());
	const token = new Promise<string>((resolve, reject) => {
		settle = { resolve, reject, expire };
	});
	if (widget === undefined) widget = render(api, sitekey);
	else api.reset(widget);
	return token;
}

function render(api: HcaptchaApi, sitekey: string): string {
	const container = byId('captcha-box');
	container.hidden = false;
	return api.render(container, {
		sitekey,
		callback: (token: string) => settle?.resolve(token),
		'expired-callback': () => settle?.expire(),
		'error-callback': () => settle?.reject(new Error('hcaptcha failed')),
	});
}

function load(): Promise<HcaptchaApi> {
	return new Promise((resolve, reject) => {
		const script = document.createElement('script');
		script.src = address;
		script.async = true;
		script.onload = () => (window.hcaptcha ? resolve(window.hcaptcha) : reject(new Error('hcaptcha did not start')));
		script.onerror = () => reject(new Error('hcaptcha could not be loaded'));
		document.head.appendChild(script);
	});
}
