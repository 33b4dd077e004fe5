// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AuditChallenge} from "../src/AuditChallenge.sol";
import {Roles} from "../src/Roles.sol";
import {Consortium} from "./support/Consortium.sol";

/// Alice audits; Bob's records are asked for.
contract AuditChallengeTest is Consortium {
    bytes private constant RECORD = '{"kind":"sums.evaluated","salt":"00"}';
    bytes32 private constant FINDING = keccak256("finding");

    AuditChallenge private _challenges;
    bytes32 private _job;

    function setUp() public override {
        super.setUp();
        _challenges = AuditChallenge(deploy("AuditChallenge", abi.encode(registry, ledger)));
        registerKeys();
        _job = consentedJob();
        appendNext(_job, BOB, BOB_SECRET, sha256(RECORD));
    }

    function test_AnsweredChallengeIsConcluded() public {
        for (uint256 id = 1; id <= 2; ++id) {
            bool accepted = id == 1;
            assertEq(_ask(), id, "number");
            vm.prank(BOB);
            _challenges.answer(id, RECORD);
            _assertState(id, AuditChallenge.ChallengeState.Answered);
            vm.prank(ALICE);
            _challenges.conclude(id, accepted, FINDING);
            _assertState(id, accepted ? AuditChallenge.ChallengeState.Accepted : AuditChallenge.ChallengeState.Disputed);
            assertEq(_challenges.challengeOf(id).finding, FINDING, "finding");
        }
        assertEq(_challenges.unansweredBy(BOB), 0, "nothing unanswered");
    }

    function test_UnansweredIsMarkedForEver() public {
        uint256 id = _ask();
        uint256 deadline = block.timestamp + 1 hours;
        _assertRefused(
            MALLORY,
            abi.encodeCall(AuditChallenge.markUnanswered, (id)),
            abi.encodeWithSelector(AuditChallenge.DeadlineNotPassed.selector, id, deadline, block.timestamp)
        );
        vm.warp(deadline + 1);
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.answer, (id, RECORD)),
            abi.encodeWithSelector(AuditChallenge.AnswerTooLate.selector, id, deadline, deadline + 1)
        );
        vm.prank(MALLORY);
        _challenges.markUnanswered(id);
        assertTrue(_challenges.isMarked(_job, BOB, 0), "marked");
        assertEq(_challenges.unansweredBy(BOB), 1, "counted");
        bytes memory reason = abi.encodeWithSelector(
            AuditChallenge.WrongChallengeState.selector, id, AuditChallenge.ChallengeState.Unanswered
        );
        _assertRefused(BOB, abi.encodeCall(AuditChallenge.answer, (id, RECORD)), reason);
        _assertRefused(ALICE, abi.encodeCall(AuditChallenge.conclude, (id, true, FINDING)), reason);
        _assertRefused(BOB, abi.encodeCall(AuditChallenge.markUnanswered, (id)), reason);
        // A later answer to another challenge leaves the mark.
        id = _ask();
        vm.prank(BOB);
        _challenges.answer(id, RECORD);
        assertTrue(_challenges.isMarked(_job, BOB, 0), "still marked");
    }

    function test_DeadlineItselfIsInTime() public {
        uint256 id = _ask();
        vm.warp(block.timestamp + 1 hours);
        vm.prank(BOB);
        _challenges.answer(id, RECORD);
    }

    function test_AskingRules() public {
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.challenge, (_job, BOB, 0, 3600)),
            abi.encodeWithSelector(AuditChallenge.NotAuditor.selector, BOB)
        );
        uint64[2] memory times = [uint64(59), uint64(90 days + 1)];
        for (uint256 i = 0; i < 2; ++i) {
            _assertRefused(
                ALICE,
                abi.encodeCall(AuditChallenge.challenge, (_job, BOB, 0, times[i])),
                abi.encodeWithSelector(AuditChallenge.AnswerTime.selector, times[i], 60, 90 days)
            );
        }
        _assertRefused(
            ALICE,
            abi.encodeCall(AuditChallenge.challenge, (_job, BOB, 1, 3600)),
            abi.encodeWithSelector(AuditChallenge.RecordMissing.selector, _job, BOB, 1)
        );
        uint256 id = _ask();
        _assertRefused(
            ALICE,
            abi.encodeCall(AuditChallenge.challenge, (_job, BOB, 0, 3600)),
            abi.encodeWithSelector(AuditChallenge.AlreadyOpen.selector, id)
        );
    }

    function test_AnswerRules() public {
        uint256 id = _ask();
        _assertRefused(
            CAROL,
            abi.encodeCall(AuditChallenge.answer, (id, RECORD)),
            abi.encodeWithSelector(AuditChallenge.NotAsked.selector, id, CAROL, BOB)
        );
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.answer, (id, new bytes(8193))),
            abi.encodeWithSelector(AuditChallenge.RecordTooLong.selector, 8193, 8192)
        );
        bytes memory other = bytes.concat(RECORD, " ");
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.answer, (id, other)),
            abi.encodeWithSelector(AuditChallenge.RecordMismatch.selector, id, sha256(other), sha256(RECORD))
        );
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.answer, (99, RECORD)),
            abi.encodeWithSelector(
                AuditChallenge.WrongChallengeState.selector, 99, AuditChallenge.ChallengeState.Unknown
            )
        );
        _assertRefused(
            BOB,
            abi.encodeCall(AuditChallenge.challengeOf, (99)),
            abi.encodeWithSelector(
                AuditChallenge.WrongChallengeState.selector, 99, AuditChallenge.ChallengeState.Unknown
            )
        );
    }

    function test_LongestRecordIsAnswered() public {
        bytes memory long = new bytes(8192);
        appendNext(_job, BOB, BOB_SECRET, sha256(long));
        vm.prank(ALICE);
        uint256 id = _challenges.challenge(_job, BOB, 1, 3600);
        vm.prank(BOB);
        _challenges.answer(id, long);
        _assertState(id, AuditChallenge.ChallengeState.Answered);
    }

    function test_OnlyTheAskerConcludes() public {
        uint256 id = _ask();
        bytes memory input = abi.encodeCall(AuditChallenge.conclude, (id, true, FINDING));
        _assertRefused(
            ALICE,
            input,
            abi.encodeWithSelector(
                AuditChallenge.WrongChallengeState.selector, id, AuditChallenge.ChallengeState.Open
            )
        );
        vm.prank(BOB);
        _challenges.answer(id, RECORD);
        _assertRefused(BOB, input, abi.encodeWithSelector(AuditChallenge.NotAsker.selector, id, BOB, ALICE));
        vm.prank(BOB);
        uint256 proposalId = registry.proposeRoles(ALICE, Roles.WORKER);
        vm.prank(CAROL);
        registry.vote(proposalId);
        _assertRefused(ALICE, input, abi.encodeWithSelector(AuditChallenge.NotAuditor.selector, ALICE));
    }

    function _ask() private returns (uint256) {
        vm.prank(ALICE);
        return _challenges.challenge(_job, BOB, 0, 1 hours);
    }

    function _assertState(uint256 id, AuditChallenge.ChallengeState expected) private view {
        assertEq(uint256(_challenges.challengeOf(id).state), uint256(expected), "state");
    }

    function _assertRefused(address sender, bytes memory input, bytes memory reason) private {
        assertRefused(sender, address(_challenges), input, reason);
    }
}
