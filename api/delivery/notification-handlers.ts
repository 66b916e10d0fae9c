import { unitOf } from '../../content/facts/look-up.ts';
import type { Unit } from '../../content/schema/rules.ts';
import type { Job } from '../../db/schema/delivery.ts';
import type { Sending } from '../config.ts';
import type { StaffDeps } from '../deps.ts';
import {
	auditHeadSubject,
	auditHeadText,
	protectionText,
	reporterText,
	unitNewsTexts,
} from '../outbox/notification-texts.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { JobHandlers } from './deliver.ts';
import { mailer } from './mailer.ts';
import { refuseFromDemo } from './refuse-from-demo.ts';
import { openContact } from './reporter-contact.ts';
import { NotSent } from './send-error.ts';
import { shouldNotify } from './unread-news.ts';
import { webhook } from './webhook.ts';

type NotificationHandlers = Pick<
	JobHandlers,
	| 'unit.notify'
	| 'unit.mail'
	| 'unit.webhook'
	| 'unit.sms'
	| 'reporter.notify'
	| 'reporter.mail'
	| 'reporter.sms'
	| 'protection.notify'
	| 'protection.mail'
	| 'audit.mail'
>;

const longestMs = 10_000;

/** Handlers of all notifications that leave the portal. Each channel is a job of its own, so that none gets one twice. */
export function notificationHandlers(deps: StaffDeps, sending: Sending, timeoutMs = longestMs): NotificationHandlers {
	const mail = mailer(sending.smtp, deps.siteUrl.hostname, deps.demo, timeoutMs);
	const { secret } = sending;
	const post = webhook(deps, { url: sending.webhook, secret, timeoutMs });
	const sms = webhook(deps, { url: sending.sms, secret, timeoutMs });
	const link = new URL('console/', deps.siteUrl).href;
	const track = new URL('track/', deps.siteUrl).href;
	const subject = `${deps.content.site.title}：办理提醒`;

	const enqueueAll = (id: string, jobs: Job[]) =>
		deps.db.write(async (tx) => {
			for (const job of jobs) await enqueue(tx, deps, job, `${id}:${job.kind}`);
		});

	return {
		async 'unit.notify'({ unitId, news = 'new' }, id) {
			const unit = unitNamed(deps, unitId);
			const kinds = [
				sending.smtp && unit.email ? ('unit.mail' as const) : [],
				sending.webhook ? ('unit.webhook' as const) : [],
				sending.sms && unit.phone ? ('unit.sms' as const) : [],
			].flat();
			if (kinds.length === 0) return;
			await deps.db.write(async (tx) => {
				if (!(await shouldNotify(tx, deps, unitId, news))) return;
				for (const kind of kinds) await enqueue(tx, deps, { kind, unitId, news }, `${id}:${kind}`);
			});
		},
		async 'unit.mail'({ unitId, news }, id) {
			const { email } = unitNamed(deps, unitId);
			if (!email) throw new NotSent('单位没有邮箱');
			await mail({ id, to: email, subject, text: `${unitNewsTexts[news]}\n${link}\n` });
		},
		async 'unit.webhook'({ unitId, news }, id) {
			await post(id, { event: `unit.${news}`, unitId, text: unitNewsTexts[news], link });
		},
		async 'unit.sms'({ unitId, news }, id) {
			const { phone } = unitNamed(deps, unitId);
			if (!phone) throw new NotSent('单位没有电话');
			await sms(id, { to: phone, text: unitNewsTexts[news] });
		},
		async 'reporter.notify'({ reportId }, id) {
			if (!sending.reporterNotice) return;
			const kinds = [
				sending.smtp ? ('reporter.mail' as const) : [],
				sending.sms ? ('reporter.sms' as const) : [],
			].flat();
			await enqueueAll(
				id,
				kinds.map((kind) => ({ kind, reportId })),
			);
		},
		async 'reporter.mail'({ reportId }, id) {
			refuseBeforeOpening(deps, sending.smtp?.url);
			const { email } = await openContact(deps, reportId);
			if (!email) return;
			await mail({ id, to: email, subject: deps.content.site.title, text: `${reporterText}\n${track}\n` });
		},
		async 'reporter.sms'({ reportId }, id) {
			refuseBeforeOpening(deps, sending.sms);
			const { phone } = await openContact(deps, reportId);
			if (phone) await sms(id, { to: phone, text: reporterText });
		},
		async 'protection.notify'(_job, id) {
			if (!deps.content.site.protection?.email) throw new NotSent('没有设置保护举报人的机关的邮箱');
			await enqueueAll(id, [{ kind: 'protection.mail' }]);
		},
		async 'protection.mail'(_job, id) {
			const to = deps.content.site.protection?.email;
			if (!to) throw new NotSent('没有设置保护举报人的机关的邮箱');
			await mail({ id, to, subject, text: `${protectionText}\n` });
		},
		async 'audit.mail'({ day, seq, hash }, id) {
			if (!sending.auditMail) throw new NotSent('没有设置 AUDIT_MAIL');
			await mail({ id, to: sending.auditMail, subject: auditHeadSubject, text: auditHeadText(day, seq, hash) });
		},
	};
}

/** A contact that will not be used is not decrypted either. */
function refuseBeforeOpening({ demo }: StaffDeps, url: string | undefined): void {
	if (!url) throw new NotSent('没有设置发送方式');
	refuseFromDemo(demo, url);
}

function unitNamed({ content }: StaffDeps, id: string): Unit {
	const unit = unitOf(content, id);
	if (!unit) throw new NotSent('单位已不在名单中');
	return unit;
}
