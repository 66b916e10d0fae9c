import type { Acceptance } from './schema/acceptance.ts';
import type { AlarmRules, DutyRoster } from './schema/alarms.ts';
import type { CountyAreas, Towns } from './schema/areas.ts';
import type { BatchCover } from './schema/batch.ts';
import type { Campaign } from './schema/campaign.ts';
import type { Decision } from './schema/decision.ts';
import type { EvidenceRules } from './schema/evidence.ts';
import type { IdentityRules } from './schema/identity.ts';
import type { Mine } from './schema/mine.ts';
import type { Guidance, Notice } from './schema/notice.ts';
import type { Pond } from './schema/pond.ts';
import type { Restoration } from './schema/restoration.ts';
import type { Result, WithdrawnResult } from './schema/result.ts';
import type { RewardRules } from './schema/reward.ts';
import type {
	AccountRules,
	ApprovalRules,
	Category,
	Deadline,
	HolidayYear,
	PublicationRules,
	Reasons,
	ReceiptRules,
	RoutingRules,
	Template,
	UnitNewsRules,
	Units,
} from './schema/rules.ts';
import type { Site } from './schema/site.ts';
import type { MonthStatistics } from './schema/statistics.ts';

/** Everything the portal says and every rule it keeps, checked. */
export interface Content {
	site: Site;
	categories: Category[];
	units: Units;
	deadlines: Deadline[];
	routing: RoutingRules;
	reasons: Reasons;
	receipt: ReceiptRules;
	unitNews: UnitNewsRules;
	approvals: ApprovalRules;
	/** Years that replace those of the built-in calendar. */
	holidays: HolidayYear[];
	templates: Template[];
	evidence: EvidenceRules;
	publication: PublicationRules;
	identity: IdentityRules;
	reward: RewardRules;
	accounts: AccountRules;
	alarms: AlarmRules;
	/** Who is called when somebody may be in danger; areas that are missing are 未配置. */
	duty: DutyRoster[];
	areas: { counties: CountyAreas; towns: Towns };
	campaign: Campaign;
	/** Newest first. */
	notices: Notice[];
	ponds: Pond[];
	/** Mines that a reporter can choose to say where. */
	mines: Mine[];
	/** Those that stand, newest first. */
	results: Result[];
	/** Those that were taken back, the last one first: nothing is left of what they said. */
	withdrawnResults: WithdrawnResult[];
	/** Covers of the batches in which results are gathered. */
	batches: BatchCover[];
	/** Acceptances of mines, newest first. */
	acceptances: Acceptance[];
	/** Penalty decisions, newest first. */
	decisions: Decision[];
	/** Restored land, newest first. */
	restorations: Restoration[];
	/** Finished months, newest first. */
	statistics: MonthStatistics[];
	/** In their own order. */
	guidance: Guidance[];
}
