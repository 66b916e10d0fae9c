import { z } from 'zod';
import { Adcode, Day, Slug, Standing, Text } from './common.ts';

/** The legal ground of a category, with the days between which it is in force. */
export const LegalBasis = z.strictObject({
	/** Name of the law, e.g. 中华人民共和国矿产资源法(2024年修订). */
	law: Text,
	/** Article, e.g. 第六十四条. Left out where the article is not confirmed. */
	article: Text.optional(),
	/** First day in force; acts before it fall under the earlier law. */
	from: Day.optional(),
	/** Last day in force, inclusive. */
	to: Day.optional(),
	/** How far this ground may be relied on. */
	standing: Standing,
});

/** content/rules/categories.yaml: what a citizen can report, and which kind of department leads. */
export const Category = z.strictObject({
	/** Name of the category in the public contract; never reused for another. */
	id: Slug,
	/** illegal-mining: one of the working kinds of illegal mining; concern: another subject. */
	group: z.enum(['illegal-mining', 'concern']),
	/** Official short name, e.g. 越界越层开采. */
	name: Text,
	/** The same in words a villager uses; shown under the name on the form. */
	plain: Text,
	/** Kind of department that leads, an id of units.yaml `departments`. */
	department: Slug,
	/** Action of the campaign it belongs to, an id of campaign `actions`. */
	action: Slug.optional(),
	/** Working categories are shown as 临时口径. */
	standing: Standing,
	/** Day of this wording. */
	asOf: Day,
	/** Legal grounds, each with its days in force. */
	basis: z.array(LegalBasis).default([]),
	/** True: the form first says to call 110 or 12350, and each report calls whoever is on duty (duty.yaml). */
	urgent: z.boolean().default(false),
});
export type Category = z.infer<typeof Category>;
export const Categories = z.array(Category).min(1);

/** content/rules/units.yaml: the city, its counties and the offices that handle reports. */
export const Units = z.strictObject({
	/** The city that runs the portal. */
	city: z.strictObject({
		/** Code of the city. */
		adcode: Adcode,
		/** e.g. 朝阳市. */
		name: Text,
		/** Unit (an id of `units`) that holds the queue of unclear, border and outside reports. */
		desk: Slug,
	}),
	/** Kinds of department, the same in every county. */
	departments: z.array(
		z.strictObject({
			/** Kind of department, e.g. natural-resources. */
			id: Slug,
			/** e.g. 自然资源局. */
			name: Text,
		}),
	),
	/** Counties that answer for what happens in them (属地管理). */
	counties: z.array(
		z.strictObject({
			/** Code of the county. */
			adcode: Adcode,
			/** Pinyin without spaces, used in addresses and demo account names, e.g. beipiao. */
			slug: z.string().regex(/^[a-z]+$/),
			/** Everyday name, e.g. 喀左县. */
			name: Text,
			/** Official full name, e.g. 喀喇沁左翼蒙古族自治县. */
			fullName: Text,
		}),
	),
	/** One office each: a county (or the city) and a kind of department. */
	units: z.array(
		z.strictObject({
			/** Stable name of the office, e.g. 211381-natural-resources. */
			id: Slug,
			/** County or city it belongs to. */
			adcode: Adcode,
			/** Kind of department it is. */
			department: Slug,
			/** e.g. 北票市自然资源局. */
			name: Text,
			/** Duty phone; left out = 未配置. Never a private mobile. */
			phone: Text.optional(),
			/** Mail address for notices of new work; left out = none is sent. */
			email: z.email('邮箱写法不对').optional(),
		}),
	),
});
export type Units = z.infer<typeof Units>;
export type Unit = Units['units'][number];
export type County = Units['counties'][number];

/** content/rules/deadlines.yaml: one clock each, with its legal or working basis. */
export const Deadline = z.strictObject({
	/** The clocks the portal runs. */
	id: z.enum(['accept', 'reply', 'extension', 'objection', 'review', 'penalty', 'service']),
	/** e.g. 受理期限. */
	name: Text,
	/** What has to be done by then, one sentence. */
	duty: Text,
	/** Number of days. */
	days: z.int().positive(),
	/** calendar: every day counts; working: public holidays and make-up workdays are respected. */
	count: z.enum(['calendar', 'working']),
	/** Event that starts the clock. */
	starts: z.enum(['received', 'assigned', 'accepted', 'concluded', 'filed', 'decided', 'reply']),
	/** Days before the end on which staff are reminded. */
	remind: z.array(z.int().positive()).default([3, 1]),
	/** Where the number comes from. */
	basis: Text,
	/** How far the number of days may be relied on. */
	standing: Standing,
});
export type Deadline = z.infer<typeof Deadline>;
export const Deadlines = z.array(Deadline).min(1);

/** content/rules/routing.yaml: the numbers that routing and handling decide by. */
export const RoutingRules = z.strictObject({
	/** Width in metres of the band beside an internal border in which a point is ambiguous. */
	borderBandM: z.number().positive(),
	/** How often a report may be returned with objection before the city's decision is final. */
	maxObjections: z.int().positive(),
	/** How often the departments of one county may pass a report on among themselves; after that the city decides. */
	maxTransfers: z.int().positive(),
	/** Two reports are suggested as duplicates within this distance (metres) and time (days). */
	duplicates: z.strictObject({ distanceM: z.number().positive(), days: z.int().positive() }),
});
export type RoutingRules = z.infer<typeof RoutingRules>;

/** Moves that may be made to wait for a second officer. */
const ApprovedMove = z.enum(['decline', 'merge', 'conclude']);

/** content/rules/approvals.yaml: what one officer alone cannot do. */
export const ApprovalRules = z.strictObject({
	/** Moves that one officer proposes and another approves before they take effect; an extension always is one. */
	moves: z.array(ApprovedMove),
	/** Of these, the ones that a county's approval leaves to the city to confirm (责任人和保护伞). */
	cityConfirms: z.array(ApprovedMove).default([]),
	/** How often a reporter may ask for a review; the last one is decided by the city and is final. */
	mostReviews: z.int().positive(),
	/** Waiting for an answer of the reporter, which stops the clocks. */
	waiting: z.strictObject({
		/** Days after which the clocks go on without an answer. */
		days: z.int().positive(),
		/** How often one case may wait; asked again, the clocks go on. */
		times: z.int().positive(),
	}),
	/** The question whether a county may check what by-passes it. */
	consent: z.strictObject({
		/** How often one reporter may be asked. */
		mostAsked: z.int().positive(),
		/** Days until silence counts as no. */
		answerDays: z.int().positive(),
		/** Hours in which a yes can be taken back before anything is handed over. */
		revokeHours: z.int().positive(),
	}),
});
export type ApprovalRules = z.infer<typeof ApprovalRules>;

/** content/rules/receipt.yaml: what one receipt may add to its report. */
export const ReceiptRules = z.strictObject({
	/** Messages in 24 hours. */
	messagesADay: z.int().positive(),
	/** Messages in all. */
	messages: z.int().positive(),
	/** All files that the reporter sent, with the report and later, in MB of 1,000,000 bytes. */
	filesMb: z.int().positive(),
	/** Messages that the officer who handles the case adds at a time; the count of the day begins anew as well. */
	raiseBy: z.int().positive(),
	/** Days after an import in which its receipts can be made anew by who imported it. */
	renewDays: z.int().positive(),
});
export type ReceiptRules = z.infer<typeof ReceiptRules>;

/** content/rules/unit-news.yaml: how units are told that work waits. */
export const UnitNewsRules = z.strictObject({
	/** Hours after which news that nobody has looked at since is told again, when there is more of it. */
	repeatHours: z.int().positive(),
});
export type UnitNewsRules = z.infer<typeof UnitNewsRules>;

/** content/rules/reasons.yaml: why a report may be declined, and in what words the reporter is told. */
export const Reason = z.strictObject({
	/** Code kept with the decision. */
	id: Slug,
	/** Short name, as staff choose it. */
	name: Text,
	/** Opening sentence of the text to the reporter; staff complete it. */
	text: Text,
});
export const Reasons = z.strictObject({ decline: z.array(Reason).min(1) });
export type Reasons = z.infer<typeof Reasons>;

/** content/rules/holidays.yaml: years that the built-in calendar of working days does not know. */
export const HolidayYear = z.strictObject({
	year: z.int().min(2004).max(2100),
	/** The announcement, e.g. 国务院办公厅关于2027年部分节假日安排的通知. */
	basis: Text,
	/** Holidays that fall on Monday to Friday. */
	off: z.array(Day),
	/** Saturdays and Sundays that are worked. */
	worked: z.array(Day),
});
export type HolidayYear = z.infer<typeof HolidayYear>;
export const Holidays = z.array(HolidayYear);

/** content/rules/templates.yaml: ready sentences for messages to the reporter. */
export const Template = z.strictObject({
	id: Slug,
	/** As staff choose it from a list. */
	name: Text,
	text: Text,
});
export type Template = z.infer<typeof Template>;
export const Templates = z.array(Template);

/** content/rules/accounts.yaml: how two administrators agree on an account, and what wrong tries at signing in cost. */
export const AccountRules = z.strictObject({
	/** Days that a request waits for the second administrator; after that it lapses. */
	requestDays: z.int().positive(),
	/** 等保三级 asks for 5 tries and 15 minutes. */
	lock: z.strictObject({
		/** Wrong tries in a row that lock. */
		tries: z.int().positive(),
		/** Minutes that a lock holds. */
		minutes: z.int().positive(),
	}),
	/** Signing in where no lock holds. */
	signIn: z.strictObject({
		/** Wrong attempts from unknown devices at one name in an hour, over all networks, after which each needs a captcha and is delayed. */
		nameTriesPerHour: z.int().positive(),
		/** Wrong attempts from unknown devices in one network in an hour, over all names, after which the same holds. */
		networkTriesPerHour: z.int().positive(),
		/** Seconds that such a try waits before it is looked at. */
		delaySeconds: z.number().nonnegative().max(30),
		/** Wrong codes from unknown devices at one account in an hour, after which only known devices are let in until it is over. */
		codeTriesPerHour: z.int().positive(),
		/** Days that a browser stays known after the account was last wholly signed in to there. */
		knownDeviceDays: z.int().positive(),
		/** Most attempts running or queued; beyond, they are answered 503. */
		waiting: z.int().positive(),
		/** Of these from one network, or of one known device or officer, at most. */
		waitingPerNetwork: z.int().positive(),
	}),
});
export type AccountRules = z.infer<typeof AccountRules>;

/** content/rules/publication.yaml: how the portal answers when texts for the public hold what does not belong there. */
export const PublicationRules = z.strictObject({
	/** So many refused texts of one officer in one day raise a line for the auditor and the city. */
	refusalsForAlert: z.int().positive(),
	/** So many approvals or withdrawals of one officer may be refused in one day; then no more until the next day. */
	refusedDecisionsADay: z.int().positive(),
});
export type PublicationRules = z.infer<typeof PublicationRules>;
