// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {JobRegistry} from "../src/JobRegistry.sol";
import {Roles} from "../src/Roles.sol";
import {TrustRegistry} from "../src/TrustRegistry.sol";
import {Consortium} from "./support/Consortium.sol";

contract TrustRegistryTest is Consortium {
    uint64 private constant ONE = 1e18;

    TrustRegistry private _trust;
    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        _trust = TrustRegistry(deploy("TrustRegistry", abi.encode(jobs)));
        _job = runningJob();
    }

    function test_WeightsAreNormalisedScores() public {
        _reportAll(6e17, 3e17, 1e17);
        vm.prank(CAROL);
        _trust.finalise(_job, 0);
        assertTrue(_trust.finalised(_job, 0), "final");
        assertEq(_trust.scoreOf(_job, 0, BOB), 3e17, "score");
        assertEq(_trust.weightOf(_job, 0, ALICE), 6e17, "Alice");
        assertEq(_trust.weightOf(_job, 0, BOB), 3e17, "Bob");
        assertEq(_trust.weightOf(_job, 0, CAROL), 1e17, "Carol");
        (address[] memory parties, uint64[] memory weights) = _trust.weights(_job, 0);
        assertTrue(parties[1] == BOB && weights[1] == 3e17, "all at once");
    }

    function testFuzz_WeightsSumToOne(uint64 alice, uint64 bob, uint64 carol) public {
        alice = uint64(bound(alice, 0, ONE));
        bob = uint64(bound(bob, 0, ONE));
        carol = uint64(bound(carol, 1, ONE));
        _reportAll(alice, bob, carol);
        vm.prank(ALICE);
        _trust.finalise(_job, 0);
        uint256 total = uint256(alice) + bob + carol;
        (, uint64[] memory weights) = _trust.weights(_job, 0);
        assertEq(uint256(weights[0]) + weights[1] + weights[2], ONE, "sum");
        uint64[3] memory scores = [alice, bob, carol];
        for (uint256 i = 0; i < 3; ++i) {
            // |weight - score / total| < 1e-18
            uint256 exact = uint256(scores[i]) * ONE;
            assertTrue(weights[i] * total < exact + total && exact < (uint256(weights[i]) + 1) * total, "nearest");
            assertTrue(scores[i] != 0 || weights[i] == 0, "no trust, no weight");
        }
    }

    function test_OneLiarCannotMoveAScoreBeyondTheOthers() public {
        address[] memory parties = new address[](5);
        (parties[0], parties[1], parties[2]) = (ALICE, BOB, CAROL);
        for (uint160 i = 3; i < 5; ++i) {
            parties[i] = address(0x1000 + i);
            vm.prank(ALICE);
            uint256 id = registry.proposeAdmission(parties[i], Roles.WORKER);
            vm.prank(BOB);
            registry.vote(id);
        }
        JobRegistry.JobSpec memory spec = specification();
        spec.parties = parties;
        bytes32 jobId = proposeJob(spec);
        vm.prank(ALICE);
        jobs.consent(jobId, SPEC);
        vm.prank(BOB);
        jobs.consent(jobId, SPEC);
        vm.prank(ALICE);
        jobs.start(jobId);
        // The last one calls everybody else worthless; the others agree on 0.8 to 0.9.
        for (uint64 i = 0; i < 5; ++i) {
            for (uint64 j = 0; j < 5; ++j) {
                if (i == j) continue;
                vm.prank(parties[i]);
                _trust.report(jobId, 3, parties[j], i == 4 ? 0 : 8e17 + i * 25e15);
            }
        }
        vm.prank(ALICE);
        _trust.finalise(jobId, 3);
        for (uint256 j = 0; j < 5; ++j) {
            uint64 score = _trust.scoreOf(jobId, 3, parties[j]);
            assertTrue(score >= 8e17 && score <= 9e17, "within the honest range");
        }
    }

    function test_ReportRules() public {
        _assertRefused(MALLORY, BOB, 0, 1, abi.encodeWithSelector(TrustRegistry.NotParty.selector, _job, MALLORY));
        _assertRefused(BOB, MALLORY, 0, 1, abi.encodeWithSelector(TrustRegistry.NotParty.selector, _job, MALLORY));
        _assertRefused(BOB, BOB, 0, 1, abi.encodeWithSelector(TrustRegistry.OwnScore.selector, BOB));
        _assertRefused(
            ALICE, BOB, 0, ONE + 1, abi.encodeWithSelector(TrustRegistry.ScoreOutOfRange.selector, ONE + 1, ONE)
        );
        _assertRefused(ALICE, BOB, 10, 1, abi.encodeWithSelector(TrustRegistry.RoundOutOfRange.selector, 10, 10));
        vm.prank(ALICE);
        _trust.report(_job, 0, BOB, 0);
        (bool given, uint64 value) = _trust.reported(_job, 0, BOB, ALICE);
        assertTrue(given && value == 0, "a score of 0 is a report");
        (given,) = _trust.reported(_job, 0, BOB, CAROL);
        assertTrue(!given, "no report");
        _assertRefused(
            ALICE, BOB, 0, 1, abi.encodeWithSelector(TrustRegistry.AlreadyReported.selector, _job, 0, BOB, ALICE)
        );
    }

    function test_OnlyRunningJobsTakeReports() public {
        bytes32 waiting = consentedJob();
        assertRefused(
            ALICE,
            address(_trust),
            abi.encodeCall(TrustRegistry.report, (waiting, 0, BOB, 1)),
            abi.encodeWithSelector(TrustRegistry.JobNotRunning.selector, waiting, JobRegistry.JobState.Consented)
        );
    }

    function test_RemovedInstitutionHasNoMoreSay() public {
        vm.prank(ALICE);
        uint256 id = registry.proposeRemoval(BOB);
        vm.prank(CAROL);
        registry.vote(id);
        bytes memory reason = abi.encodeWithSelector(TrustRegistry.NotWorker.selector, BOB);
        _assertRefused(BOB, ALICE, 0, 1, reason);
        assertRefused(BOB, address(_trust), abi.encodeCall(TrustRegistry.finalise, (_job, 0)), reason);
    }

    function test_FinalRoundsStayFinal() public {
        _reportAll(1, 1, 1);
        vm.prank(ALICE);
        _trust.finalise(_job, 0);
        bytes memory reason = abi.encodeWithSelector(TrustRegistry.RoundFinalised.selector, _job, 0);
        assertRefused(ALICE, address(_trust), abi.encodeCall(TrustRegistry.finalise, (_job, 0)), reason);
        _assertRefused(ALICE, BOB, 0, 1, reason);
        vm.prank(ALICE);
        _trust.report(_job, 1, BOB, 1);
    }

    function test_EarlyFinalisingNeedsAllReports() public {
        vm.prank(BOB);
        _trust.report(_job, 0, ALICE, 1);
        _assertNotFinalised(abi.encodeWithSelector(TrustRegistry.TooFewReports.selector, _job, 0, ALICE, 1, 2));
        vm.prank(CAROL);
        _trust.report(_job, 0, ALICE, 1);
        _assertNotFinalised(abi.encodeWithSelector(TrustRegistry.TooFewReports.selector, _job, 0, BOB, 0, 2));
        assertRefused(
            MALLORY,
            address(_trust),
            abi.encodeCall(TrustRegistry.finalise, (_job, 0)),
            abi.encodeWithSelector(TrustRegistry.NotParty.selector, _job, MALLORY)
        );
    }

    function test_SilentReportersAreWaitedForTenMinutes() public {
        // Of four parties Carol says nothing: two of three reporters on each of the others, three on her.
        JobRegistry.JobSpec memory spec = specification();
        spec.parties = new address[](4);
        (spec.parties[0], spec.parties[1], spec.parties[2], spec.parties[3]) = (ALICE, BOB, CAROL, address(0x1003));
        vm.prank(ALICE);
        uint256 id = registry.proposeAdmission(address(0x1003), Roles.WORKER);
        vm.prank(BOB);
        registry.vote(id);
        _job = proposeJob(spec);
        vm.prank(ALICE);
        jobs.consent(_job, SPEC);
        vm.prank(BOB);
        jobs.consent(_job, SPEC);
        vm.prank(ALICE);
        jobs.start(_job);
        for (uint256 i = 0; i < 4; ++i) {
            for (uint256 j = 0; j < 4; ++j) {
                if (i == j || i == 2) continue;
                vm.prank(spec.parties[i]);
                _trust.report(_job, 0, spec.parties[j], 5e17);
            }
        }
        vm.warp(block.timestamp + 10 minutes);
        _assertNotFinalised(abi.encodeWithSelector(TrustRegistry.TooFewReports.selector, _job, 0, ALICE, 2, 3));
        vm.warp(block.timestamp + 1);
        vm.prank(ALICE);
        _trust.finalise(_job, 0);
        assertEq(_trust.weightOf(_job, 0, CAROL), 25e16, "a quarter each");
    }

    function test_OnePartyAloneHasNoScore() public {
        JobRegistry.JobSpec memory spec = specification();
        spec.parties = new address[](1);
        spec.dataHolders = new address[](1);
        (spec.parties[0], spec.dataHolders[0]) = (ALICE, ALICE);
        _job = proposeJob(spec);
        vm.prank(ALICE);
        jobs.consent(_job, SPEC);
        vm.prank(ALICE);
        jobs.start(_job);
        _assertNotFinalised(abi.encodeWithSelector(TrustRegistry.TooFewReports.selector, _job, 0, ALICE, 0, 1));
    }

    function test_NoTrustAtAllHasNoWeights() public {
        _reportAll(0, 0, 0);
        _assertNotFinalised(abi.encodeWithSelector(TrustRegistry.ZeroTrust.selector, _job, 0));
    }

    function _assertNotFinalised(bytes memory reason) private {
        assertRefused(ALICE, address(_trust), abi.encodeCall(TrustRegistry.finalise, (_job, 0)), reason);
    }

    /// Everybody gives Alice, Bob and Carol these scores in round 0.
    function _reportAll(uint64 alice, uint64 bob, uint64 carol) private {
        address[3] memory parties = [ALICE, BOB, CAROL];
        uint64[3] memory scores = [alice, bob, carol];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = 0; j < 3; ++j) {
                if (i == j) continue;
                vm.prank(parties[i]);
                _trust.report(_job, 0, parties[j], scores[j]);
            }
        }
    }

    function _assertRefused(address reporter, address subject, uint32 round, uint64 score, bytes memory reason) private {
        bytes memory input = abi.encodeCall(TrustRegistry.report, (_job, round, subject, score));
        assertRefused(reporter, address(_trust), input, reason);
    }
}
