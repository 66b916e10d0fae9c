import type { Finding } from './finding.ts';
import type { Folded } from './fold.ts';
import { matches } from './matches.ts';

const number =
	'[^a-z0-9\\u4e00-\\u9fff\\n]{0,4}(?:档案)?(?:编?号码?)?(?:[为是系])?[^a-z0-9\\u4e00-\\u9fff\\n]{0,4}[a-z]{0,4}\\d(?:[^a-z0-9\\u4e00-\\u9fff\\n]{0,2}[a-z0-9]){5,19}';
const papersOfPersons = new RegExp(
	`(?:驾驶证|驾照|护照|军官证|士官证|警官证|社保卡|医保卡|居住证|通行证|户口簿|户口本|从业资格证|操作证|工作证|学生证)${number}`,
	'g',
);
const papersOfVehicles = new RegExp(`(?:行驶证|登记证书|车架号?|发动机号?|识别代[号码]|vin码?)${number}`, 'g');

/**
 * Numbers of papers that belong to a person. Licences of companies (采矿许可证, 安全生产许可证, 营业执照) are public
 * facts; those of a vehicle may be a company's, so a person has to look. `read` has numerals as digits.
 */
export function findPapers(read: Folded): Finding[] {
	return [
		...matches(read, papersOfPersons).map(({ from, to }): Finding => ({ kind: 'paper', grade: 'certain', from, to })),
		...matches(read, papersOfVehicles).map(
			({ from, to }): Finding => ({ kind: 'vehicle', grade: 'possible', from, to }),
		),
	];
}
