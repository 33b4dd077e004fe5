// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PrivacyBudget} from "../src/PrivacyBudget.sol";
import {Consortium} from "./support/Consortium.sol";

contract PrivacyBudgetTest is Consortium {
    bytes32 private constant DATA = keccak256("dataset");

    PrivacyBudget private _budget;
    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        _budget = PrivacyBudget(deploy("PrivacyBudget", abi.encode(registry, jobs)));
        _job = consentedJob();
    }

    function test_ChargesAddUp() public {
        _open(3e12);
        _consent(_job, 2e12);
        assertEq(_budget.remaining(ALICE, DATA, _job), 2e12, "at first the limit");
        _charge(_job, 0, 5e11);
        _charge(_job, 7, 1e12);
        assertEq(_budget.spent(ALICE, DATA), 15e11, "spent");
        assertEq(_budget.spentByJob(ALICE, DATA, _job), 15e11, "by the job");
        assertEq(_budget.remaining(ALICE, DATA, _job), 5e11, "remaining");
        assertEq(_budget.chargeOf(ALICE, DATA, _job, 7), 1e12, "charge");
        assertEq(_budget.chargeOf(ALICE, DATA, _job, 1), 0, "no charge");
    }

    function test_SpentBudgetRefusesReleases() public {
        _open(3e12);
        _consent(_job, 2e12);
        _charge(_job, 0, 19e11);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 1, 1e11 + 1)),
            abi.encodeWithSelector(PrivacyBudget.BudgetExceeded.selector, DATA, _job, 1e11 + 1, 1e11)
        );
        _charge(_job, 1, 1e11);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 2, 1)),
            abi.encodeWithSelector(PrivacyBudget.BudgetExceeded.selector, DATA, _job, 1, 0)
        );
    }

    function test_CapHoldsOverAllJobs() public {
        bytes32 second = consentedJob();
        _open(3e12);
        _consent(_job, 2e12);
        _consent(second, 2e12);
        _charge(_job, 0, 2e12);
        assertEq(_budget.remaining(ALICE, DATA, second), 1e12, "what the cap leaves");
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, second, 0, 1e12 + 1)),
            abi.encodeWithSelector(PrivacyBudget.BudgetExceeded.selector, DATA, second, 1e12 + 1, 1e12)
        );
        _charge(second, 0, 1e12);
    }

    function test_Attack15_BudgetCannotBeReset() public {
        _open(3e12);
        _consent(_job, 1e12);
        _charge(_job, 0, 1e12);
        // Opening again, raising cap or limit, and proposing the same job once more: nothing brings the budget back.
        _assertRefused(
            abi.encodeCall(PrivacyBudget.openDataset, (DATA, 9e12)),
            abi.encodeWithSelector(PrivacyBudget.DatasetExists.selector, DATA, ALICE)
        );
        _assertRefused(
            abi.encodeCall(PrivacyBudget.lowerCap, (DATA, 3e12)),
            abi.encodeWithSelector(PrivacyBudget.NotLower.selector, 3e12, 3e12)
        );
        _assertRefused(
            abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 1e12)),
            abi.encodeWithSelector(PrivacyBudget.NotLower.selector, 1e12, 1e12)
        );
        bytes32 again = consentedJob();
        assertTrue(again != _job, "another job");
        _consent(again, 2e12);
        _charge(again, 0, 2e12);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, again, 1, 1)),
            abi.encodeWithSelector(PrivacyBudget.BudgetExceeded.selector, DATA, again, 1, 0)
        );
        assertEq(_budget.spent(ALICE, DATA), 3e12, "the cap is spent");
    }

    function test_Attack15_ReleaseIsChargedOnce() public {
        _open(3e12);
        _consent(_job, 2e12);
        _charge(_job, 4, 1e11);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 4, 1)),
            abi.encodeWithSelector(PrivacyBudget.AlreadyCharged.selector, DATA, _job, 4, 1e11)
        );
    }

    function test_CapOnlyFallsToWhatIsSpent() public {
        _open(3e12);
        _consent(_job, 2e12);
        _charge(_job, 0, 1e12);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.lowerCap, (DATA, 1e12 - 1)),
            abi.encodeWithSelector(PrivacyBudget.BelowSpent.selector, 1e12, 1e12 - 1)
        );
        vm.prank(ALICE);
        _budget.lowerCap(DATA, 1e12);
        assertEq(_budget.cap(ALICE, DATA), 1e12, "cap");
        assertEq(_budget.limit(ALICE, DATA, _job), 1e12, "the limit falls with it");
        assertEq(_budget.remaining(ALICE, DATA, _job), 0, "nothing left");
    }

    function test_LimitRules() public {
        _open(15e11);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 15e11 + 1)),
            abi.encodeWithSelector(PrivacyBudget.LimitAboveCap.selector, 15e11 + 1, 15e11)
        );
        vm.prank(BOB);
        _budget.openDataset(DATA, 9e12);
        assertRefused(
            BOB,
            address(_budget),
            abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 2e12 + 1)),
            abi.encodeWithSelector(PrivacyBudget.LimitAboveJob.selector, 2e12 + 1, 2e12)
        );
        _consent(_job, 1e12);
        _charge(_job, 0, 5e11);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 5e11 - 1)),
            abi.encodeWithSelector(PrivacyBudget.BelowSpent.selector, 5e11, 5e11 - 1)
        );
        _consent(_job, 5e11);
        assertEq(_budget.remaining(ALICE, DATA, _job), 0, "withdrawn");
    }

    function test_MissingConsentIsRejected() public {
        _open(3e12);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 0, 1)),
            abi.encodeWithSelector(PrivacyBudget.NotConsented.selector, DATA, _job)
        );
        bytes32 proposed = proposeJob();
        _consent(proposed, 1e12);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, proposed, 0, 1)),
            abi.encodeWithSelector(PrivacyBudget.JobNotConsented.selector, proposed)
        );
    }

    function test_OnlyTheOwnerActs() public {
        _open(3e12);
        _consent(_job, 2e12);
        bytes memory reason = abi.encodeWithSelector(PrivacyBudget.UnknownDataset.selector, DATA, BOB);
        assertRefused(BOB, address(_budget), abi.encodeCall(PrivacyBudget.lowerCap, (DATA, 0)), reason);
        assertRefused(BOB, address(_budget), abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 1)), reason);
        assertRefused(BOB, address(_budget), abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 0, 1)), reason);
        assertRefused(
            MALLORY,
            address(_budget),
            abi.encodeCall(PrivacyBudget.openDataset, (DATA, 1)),
            abi.encodeWithSelector(PrivacyBudget.NotWorker.selector, MALLORY)
        );
        vm.prank(CAROL);
        _budget.openDataset(DATA, 1e12);
        assertRefused(
            CAROL,
            address(_budget),
            abi.encodeCall(PrivacyBudget.consentRelease, (DATA, _job, 1)),
            abi.encodeWithSelector(PrivacyBudget.NotDataHolder.selector, _job, CAROL)
        );
    }

    function test_Attack26_NamesOfDatasetsCannotBeTaken() public {
        vm.prank(BOB);
        _budget.openDataset(DATA, 0);
        _open(3e12);
        assertEq(_budget.cap(ALICE, DATA), 3e12, "Alice's");
        assertEq(_budget.cap(BOB, DATA), 0, "Bob's");
    }

    function test_ZeroChargeIsRejected() public {
        _open(3e12);
        _consent(_job, 2e12);
        _assertRefused(
            abi.encodeCall(PrivacyBudget.charge, (DATA, _job, 0, 0)),
            abi.encodePacked(PrivacyBudget.ZeroCharge.selector)
        );
    }

    function test_EpsilonOfKnownValues() public view {
        // rho = 0.5 and ln(1/delta) = 18: 0.5 + 2 * sqrt(9) = 6.5
        assertEq(_budget.epsilonUpperBound(5e11, 18e12), 65e11, "exact root");
        // rho = 1, ln(1/delta) = 2: 1 + 2 * 1.4142135623731 (rounded up) = 3.8284271247462
        assertEq(_budget.epsilonUpperBound(1e12, 2e12), 3_828_427_124_748, "rounded up");
        assertEq(_budget.epsilonUpperBound(0, 18e12), 0, "nothing released");
        assertTrue(_budget.epsilonUpperBound(type(uint128).max, type(uint128).max) > 0, "no overflow");
    }

    function testFuzz_EpsilonIsTheLeastBound(uint128 rho, uint128 logarithm) public view {
        uint256 root = (_budget.epsilonUpperBound(rho, logarithm) - rho) / 2;
        uint256 square = uint256(rho) * logarithm;
        assertTrue(root * root >= square, "an upper bound");
        assertTrue(root == 0 || (root - 1) * (root - 1) < square, "the least");
    }

    function _open(uint128 cap) private {
        vm.prank(ALICE);
        _budget.openDataset(DATA, cap);
    }

    function _consent(bytes32 jobId, uint128 limit) private {
        vm.prank(ALICE);
        _budget.consentRelease(DATA, jobId, limit);
    }

    function _charge(bytes32 jobId, uint64 sequence, uint128 rho) private {
        vm.prank(ALICE);
        _budget.charge(DATA, jobId, sequence, rho);
    }

    function _assertRefused(bytes memory input, bytes memory reason) private {
        assertRefused(ALICE, address(_budget), input, reason);
    }
}
